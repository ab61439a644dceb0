// The box that code is written in: a plain box, with Tab for indents and a way out for whoever has keys alone.
// What stands in it is kept in this browser, so that neither a reload nor a server that is away costs a line.
const PREFIX = "mock-interviewer:code:";
const INDENT = "    ";
// Where the cursor stood in each box: the page makes a new one after every run.
const places = new Map();

export default {
  template: `
    <div class="code-box" role="group" :aria-label="label">
      <label :for="name + '-code'">{{ label }}</label>
      <textarea ref="box" :id="name + '-code'" v-model="text" :rows="rows" @input="typed" @keydown="key" @blur="left"
        spellcheck="false" autocapitalize="off" autocomplete="off" :wrap="prose ? 'soft' : 'off'" :class="{ prose }"
        :aria-describedby="name + '-code-rules'"></textarea>
      <div class="answer-row">
        <p v-if="over" :id="name + '-code-rules'" class="rules over" role="alert">{{ tooLong }}</p>
        <p v-else :id="name + '-code-rules'" class="rules">{{ rules }}</p>
        <button v-if="runWord" type="button" :disabled="over" @click="act('run')" aria-keyshortcuts="Control+Enter">
          {{ runWord }}</button>
        <button type="button" class="primary" :disabled="over" @click="act('hand-in')">{{ handInWord }}</button>
      </div>
    </div>`,
  props: {
    name: String,
    label: String,
    rules: String,
    runWord: String,
    handInWord: String,
    tooLong: String,
    most: Number,
    prose: Boolean,
    code: String,
    at: Number,
    focus: Boolean,
  },
  data: () => ({ text: "", timer: null, leaving: false }),
  computed: {
    over() {
      return this.text.length > this.most;
    },
    rows() {
      return Math.min(24, Math.max(8, this.text.split("\n").length + 1));
    },
  },
  mounted() {
    const kept = this.kept();
    const newer = kept && kept.text !== this.code && kept.at > (this.at || 0);
    this.text = newer ? kept.text : this.code || "";
    if (newer) this.tell();
    window.addEventListener("pagehide", this.flush);
    document.addEventListener("pointerdown", this.flush, true);
    if (this.focus)
      this.$nextTick(() => {
        const box = this.$refs.box;
        const [start, end] = places.get(this.name) || [this.text.length, this.text.length];
        box.focus({ preventScroll: true });
        box.setSelectionRange(start, end);
      });
  },
  unmounted() {
    clearTimeout(this.timer);
    window.removeEventListener("pagehide", this.flush);
    document.removeEventListener("pointerdown", this.flush, true);
  },
  methods: {
    kept() {
      try {
        const kept = JSON.parse(localStorage.getItem(PREFIX + this.name));
        return kept && typeof kept.text === "string" ? kept : null;
      } catch {
        return null;
      }
    },
    keep() {
      try {
        localStorage.setItem(PREFIX + this.name, JSON.stringify({ text: this.text, at: Date.now() }));
      } catch {
        // No room, or none allowed: the server keeps it.
      }
    },
    typed() {
      this.keep();
      clearTimeout(this.timer);
      this.timer = setTimeout(this.tell, 400);
    },
    tell() {
      clearTimeout(this.timer);
      this.timer = null;
      this.$emit("typed", this.text);
    },
    flush() {
      if (this.timer !== null) this.tell();
    },
    left() {
      this.leaving = false;
      const box = this.$refs.box;
      if (box) places.set(this.name, [box.selectionStart, box.selectionEnd]);
      this.flush();
    },
    act(what) {
      clearTimeout(this.timer);
      this.timer = null;
      const box = this.$refs.box;
      places.set(this.name, [box.selectionStart, box.selectionEnd]);
      this.$emit(what, this.text);
    },
    key(event) {
      if (event.isComposing) return;
      if (event.key === "Escape") {
        // The next Tab goes on to what comes after the box, as everywhere else on the page.
        this.leaving = true;
        return;
      }
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        if (this.runWord && !this.over) this.act("run");
      } else if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        this.put("\n" + this.indentHere());
      } else if (event.key === "Tab" && !this.leaving && !event.ctrlKey && !event.altKey && !event.metaKey) {
        event.preventDefault();
        this.indent(event.shiftKey);
      }
      if (event.key !== "Shift" && event.key !== "Tab") this.leaving = false;
    },
    indentHere() {
      const box = this.$refs.box;
      const line = this.text.slice(this.text.lastIndexOf("\n", box.selectionStart - 1) + 1, box.selectionStart);
      return /^\s*/.exec(line)[0] + (/:\s*$/.test(line) ? INDENT : "");
    },
    put(what) {
      // Through the browser, so that what is put in can be taken back with Ctrl+Z.
      if (!document.execCommand("insertText", false, what)) {
        const box = this.$refs.box;
        box.setRangeText(what, box.selectionStart, box.selectionEnd, "end");
        this.text = box.value;
        this.typed();
      }
    },
    indent(back) {
      const box = this.$refs.box;
      const first = this.text.lastIndexOf("\n", box.selectionStart - 1) + 1;
      if (!back && box.selectionStart === box.selectionEnd) return this.put(INDENT);
      const end = box.selectionEnd;
      const lines = this.text.slice(first, end).split("\n");
      const made = lines.map((line) => (back ? line.replace(/^( {1,4}|\t)/, "") : line && INDENT + line)).join("\n");
      box.setSelectionRange(first, end);
      this.put(made);
      box.setSelectionRange(lines.length > 1 ? first : first + made.length, first + made.length);
    },
  },
};
