// The box an answer is typed in. What stands in it is kept in this browser until the server has taken it, so that
// neither a reload nor a server that is away for a moment costs a word.
const PREFIX = "mock-interviewer:";

// What is typed while there is no box, since the server is at work: it stands in the next one, as at a terminal.
let ahead = "";

function typedAhead(event) {
  if (!document.querySelector(".dock .thinking")) return;
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (document.activeElement && document.activeElement !== document.body) return;
  if (event.key === "Backspace") ahead = ahead.slice(0, -1);
  else if (event.key === "Enter" && ahead) ahead += "\n";
  else if (event.key.length === 1) ahead += event.key;
  else return;
  // A space would scroll.
  event.preventDefault();
}

export default {
  template: `
    <form class="answer-box" @submit.prevent="send">
      <label :for="name">{{ label }}</label>
      <div class="answer-sheet">
        <div ref="under" class="answer-under" aria-hidden="true"><template v-for="piece in pieces"><mark
          v-if="piece.mark" :class="piece.mark">{{ piece.text }}</mark><span v-else>{{ piece.text }}</span></template></div>
        <textarea ref="box" :id="name" v-model="text" :rows="rows" @input="typed" @keydown="key" @blur="flush"
          @scroll="scrolled" :disabled="disabled" spellcheck="true" :aria-describedby="name + '-rules'"></textarea>
      </div>
      <div v-if="marks.length" class="looks" role="group" :aria-label="looks.group">
        <p class="rules" role="status">{{ looking || unseen }}</p>
        <ul>
          <li v-for="mark in marks" :class="{ seen: mark.seen }">
            <button type="button" @click="visit(mark)">{{ quoted(mark) }}{{ mark.why ? " · " + mark.why : "" }}<span
              v-if="mark.seen"> <span aria-hidden="true">✓</span><span class="unseen">{{ looks.seen }}</span></span></button>
            <template v-if="mark.term">
              <button type="button" class="primary" @click="take(mark)">{{ mark.term }}</button>
              <button type="button" class="quiet" @click="leave(mark)">{{ looks.as_is }}</button>
            </template>
          </li>
        </ul>
      </div>
      <div class="answer-row">
        <p :id="name + '-rules'" class="rules">{{ rules }}</p>
        <button class="primary" type="submit" :disabled="disabled || sending" aria-keyshortcuts="Control+Enter">
          {{ sending ? "…" : button }}</button>
      </div>
    </form>`,
  props: {
    name: String,
    session: String,
    label: String,
    rules: String,
    button: String,
    draft: String,
    draftAt: Number,
    doubts: Array,
    looks: Object,
    disabled: Boolean,
    focus: Boolean,
    rows: { type: Number, default: 5 },
  },
  data: () => ({ text: "", sending: false, timer: null, again: null, marks: [], looking: "" }),
  computed: {
    pieces() {
      const cut = [];
      let at = 0;
      for (const mark of this.marks) {
        if (mark.start < at) continue;
        cut.push({ text: this.text.slice(at, mark.start) });
        cut.push({ text: this.text.slice(mark.start, mark.end), mark: mark.seen ? "looked" : "doubtful" });
        at = mark.end;
      }
      // A line at its end is as high as in the box.
      return [...cut, { text: this.text.slice(at) + "\n" }];
    },
    unseen() {
      const left = this.marks.filter((mark) => !mark.seen).length;
      return left ? filled(this.looks.left, { count: left }) : this.looks.all;
    },
  },
  mounted() {
    const kept = this.kept();
    this.forgetOthers();
    const newer = kept && kept.text !== this.draft && kept.at > (this.draftAt || 0);
    this.text = newer ? kept.text : this.draft || "";
    document.removeEventListener("keydown", typedAhead);
    const typed = ahead.trim() !== "";
    // The server may have the beginning of it already.
    const begun = this.text.trim();
    if (typed) this.text = ahead.startsWith(begun) ? ahead : `${this.text.trimEnd()}\n${ahead}`;
    ahead = "";
    this.before = this.text;
    const there = (mark) => this.text.slice(mark.start, mark.end) === mark.heard;
    const doubts = kept && kept.text === this.text && kept.marks ? kept.marks : this.doubts || [];
    this.marks = doubts.filter(there);
    if (newer || typed) this.tell();
    if (typed) this.keep();
    // Sent when the server was away, and the page was loaded anew before it was taken.
    if (kept && kept.sending) this.send();
    document.addEventListener("keydown", this.shortcut);
    document.addEventListener("mock-interviewer:heard", this.heard);
    // Before a button beside the box asks for another turn, which has a box of its own.
    document.addEventListener("pointerdown", this.flush, true);
    window.addEventListener("pagehide", this.tell);
    if (this.focus) {
      this.$refs.box.focus({ preventScroll: true });
      this.$refs.box.setSelectionRange(this.text.length, this.text.length);
    }
  },
  unmounted() {
    clearTimeout(this.timer);
    clearInterval(this.again);
    // The server has moved on: it has what was sent, and what was typed behind a command waits.
    if (this.sending) {
      if (this.text !== this.sent) ahead = this.text;
      this.forget();
    }
    document.addEventListener("keydown", typedAhead);
    document.removeEventListener("keydown", this.shortcut);
    document.removeEventListener("mock-interviewer:heard", this.heard);
    document.removeEventListener("pointerdown", this.flush, true);
    window.removeEventListener("pagehide", this.tell);
  },
  methods: {
    kept() {
      try {
        return JSON.parse(localStorage.getItem(PREFIX + this.name));
      } catch {
        return null;
      }
    },
    forgetOthers() {
      const ours = PREFIX + this.session + ":";
      for (const key of Object.keys(localStorage))
        if (key.startsWith(ours) && key !== PREFIX + this.name) localStorage.removeItem(key);
    },
    keep() {
      try {
        const sending = this.sending && this.text === this.sent && this.text.trim() !== "";
        const kept = { text: this.text, at: Date.now(), sending, marks: this.marks };
        localStorage.setItem(PREFIX + this.name, JSON.stringify(kept));
      } catch {
        // No room, or none allowed: the server keeps it.
      }
    },
    forget() {
      try {
        localStorage.removeItem(PREFIX + this.name);
      } catch {
        // Then there is nothing.
      }
    },
    typed() {
      const asked = this.sending && isCommand(this.sent) && this.text.startsWith(this.sent);
      if (asked) {
        // A command is done when it is sent: what is typed on behind it is for what comes then.
        this.text = this.text.slice(this.sent.length).trimStart();
      } else {
        // Who types on has not said all yet: what was on its way is taken back.
        this.sending = false;
        clearInterval(this.again);
      }
      this.follow();
      this.looking = "";
      this.keep();
      clearTimeout(this.timer);
      this.timer = setTimeout(this.tell, 400);
    },
    tell() {
      clearTimeout(this.timer);
      this.timer = null;
      this.$emit("typed", this.text);
      if (this.marks.length || this.marked) this.$emit("marked", this.marks);
      this.marked = this.marks.length > 0;
    },
    flush() {
      if (this.timer !== null) this.tell();
    },
    key(event) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault();
        this.send();
      }
    },
    shortcut(event) {
      // Read by where the key is, since Alt makes another letter of it on some keyboards.
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.code === "KeyM" && this.marks.length) {
        event.preventDefault();
        this.mend();
        return;
      }
      const command = { KeyH: "/hint", KeyC: "/clarify", KeyR: "/repeat", KeyS: "/skip", KeyW: "/why" }[event.code];
      if (command) {
        event.preventDefault();
        this.tell();
        this.$emit("command", command);
      }
    },
    send() {
      if (this.disabled || this.sending) return;
      // Who still speaks has not said all yet, and nobody is judged by what was perhaps heard wrong.
      const spoken = new CustomEvent("mock-interviewer:sending", { cancelable: true });
      if (!document.dispatchEvent(spoken) || this.doubted()) return;
      clearTimeout(this.timer);
      // The server moves on when it has it, and this box goes. Until then it is said again: what is sent while
      // there is no connection reaches nobody, and what comes twice is taken once.
      this.sending = true;
      this.sent = this.text;
      this.keep();
      this.$emit("send", this.sent);
      this.again = setInterval(() => this.$emit("send", this.sent), 1500);
    },
    heard(event) {
      const { session, text, marks, again } = event.detail;
      if (session !== this.session || this.disabled) return;
      // Written down before this page was loaded, and in the server's draft already.
      if (again && this.text.includes(text)) return;
      const kept = this.text.replace(/\s+$/, "");
      const at = kept ? kept.length + 1 : 0;
      this.marks = this.marks.filter((mark) => mark.end <= kept.length);
      this.text = this.before = (kept ? kept + " " : "") + text;
      this.marks.push(...marks.map((mark) => ({ ...mark, start: mark.start + at, end: mark.end + at })));
      this.typed();
      this.$nextTick(() => this.select(this.text.length, this.text.length));
    },
    // What is doubtful.
    follow() {
      // Marks move with what is typed before them, and go with what is typed over them: that was looked at.
      const [before, now] = [this.before, this.text];
      this.before = now;
      let same = 0;
      while (same < before.length && same < now.length && before[same] === now[same]) same++;
      let behind = 0;
      const most = Math.min(before.length, now.length) - same;
      while (behind < most && before[before.length - 1 - behind] === now[now.length - 1 - behind]) behind++;
      const by = now.length - before.length;
      this.marks = this.marks.flatMap((mark) => {
        if (mark.end <= same) return [mark];
        if (mark.start >= before.length - behind) return [{ ...mark, start: mark.start + by, end: mark.end + by }];
        return [];
      });
    },
    doubted() {
      // Whether there is something that was not looked at yet; then it is shown in place of being sent.
      const left = this.marks.find((mark) => !mark.seen);
      if (!left) return false;
      this.visit(left);
      return true;
    },
    quoted(mark) {
      return filled(this.looks.quoted, { heard: mark.heard });
    },
    visit(mark) {
      mark.seen = true;
      const left = this.marks.filter((each) => !each.seen).length;
      const given = { heard: this.quoted(mark), term: mark.term, why: mark.why };
      const what = filled(mark.term ? this.looks.offer : this.looks.right, given);
      this.looking = `${what} ${left ? filled(this.looks.more, { count: left }) : this.looks.then}`;
      this.keep();
      this.tell();
      this.$nextTick(() => this.select(mark.start, mark.end));
    },
    mend() {
      // Where the box stands on an offer it is taken; else on to the next, from the beginning again after the last.
      const box = this.$refs.box;
      const at = (mark) => box.selectionStart === mark.start && box.selectionEnd === mark.end;
      const here = this.marks.find((mark) => mark.term && at(mark));
      if (here) return this.take(here);
      const next = this.marks.find((mark) => !mark.seen) || this.marks.find((mark) => mark.start > box.selectionStart) || this.marks[0];
      this.visit(next);
    },
    take(mark) {
      const { start, end, term } = mark;
      this.text = this.text.slice(0, start) + term + this.text.slice(end);
      this.typed();
      this.$nextTick(() => this.select(start + term.length, start + term.length));
    },
    leave(mark) {
      this.marks = this.marks.filter((each) => each !== mark);
      this.keep();
      this.tell();
    },
    select(start, end) {
      const box = this.$refs.box;
      if (!box) return;
      box.focus({ preventScroll: true });
      box.setSelectionRange(start, end);
      this.scrolled();
    },
    scrolled() {
      this.$refs.under.scrollTop = this.$refs.box.scrollTop;
    },
  },
};

// Whether `text` asks for something and answers nothing.
function isCommand(text) {
  return /^\s*\/[a-z]+\s*$/i.test(text);
}

// A label with what is given in its placeholders; nothing is looked for in what was put there.
function filled(words, given) {
  return words.replace(/{(\w+)}/g, (whole, name) => (name in given ? String(given[name]) : whole));
}
