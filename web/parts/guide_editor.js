// The text of a guide. What is typed is kept in this browser until it is saved, so that neither a reload nor a
// server that is away costs a word.
const PREFIX = "mock-interviewer:guide:";
// From so many lines on their numbers would cost more than they are worth while one types.
const MOST_NUMBERED = 8000;

export default {
  template: `
    <form class="editor" @submit.prevent="save()">
      <div class="editor-bar">
        <button class="primary" type="submit" :disabled="saving || !dirty" aria-keyshortcuts="Control+S">Save</button>
        <span class="rules">Ctrl+S (⌘+S) saves.</span>
        <span role="status" class="editor-news" :class="{ error: bad }">{{ news }}</span>
        <button v-if="restored && !conflict" type="button" class="quiet" @click="takeFile">Take the file's text instead</button>
      </div>
      <p v-if="note" class="notice">{{ note }}</p>
      <section v-if="conflict" ref="both" class="card both" aria-label="The file was changed meanwhile">
        <div class="dock-row">
          <button type="button" class="danger" @click="saveOver">Save mine over it</button>
          <button v-if="theirs" type="button" @click="takeTheirs">Take the file's, and drop mine</button>
        </div>
        <template v-if="theirs">
          <label :for="id + '-theirs'">In the file now</label>
          <textarea :id="id + '-theirs'" class="theirs" readonly :value="theirs.text"></textarea>
        </template>
      </section>
      <label :for="id" :class="{ unseen: !conflict }">{{ conflict ? "What you typed" : "Text of " + name }}</label>
      <div class="sheet" :class="{ numbered: numbered }">
        <div v-if="numbered" class="mirror" aria-hidden="true"><div v-for="(line, i) in mirrored" :key="i">{{
          line || " " }}</div></div>
        <textarea :id="id" ref="box" v-model="text" spellcheck="true" @input="typed"></textarea>
      </div>
    </form>`,
  props: { name: String, address: String, keptAs: String, fileText: String, fileSeen: String, note: String, line: Number },
  data: () => ({
    id: "guide-text",
    text: "",
    saved: "",
    seen: "",
    saving: false,
    news: "",
    bad: false,
    restored: false,
    conflict: false,
    theirs: null,
    timer: null,
  }),
  computed: {
    dirty() {
      return this.text !== this.saved || this.conflict;
    },
    mirrored() {
      return this.text.split("\n");
    },
    numbered() {
      return this.mirrored.length <= MOST_NUMBERED;
    },
  },
  created() {
    this.text = this.saved = this.fileText;
    this.seen = this.fileSeen;
    const kept = this.kept();
    if (kept && kept.text !== this.fileText) {
      // Saving it over a file that changed since is refused, and shows both.
      this.text = kept.text;
      this.seen = kept.seen;
      this.restored = true;
      this.news = "What you typed before, and had not saved, stands here again.";
    }
  },
  mounted() {
    document.addEventListener("keydown", this.shortcut);
    window.addEventListener("pagehide", this.keep);
    if (this.line) this.$nextTick(this.goTo);
  },
  unmounted() {
    this.keep();
    document.removeEventListener("keydown", this.shortcut);
    window.removeEventListener("pagehide", this.keep);
  },
  methods: {
    kept() {
      try {
        const kept = JSON.parse(localStorage.getItem(PREFIX + this.keptAs));
        return kept && typeof kept.text === "string" && typeof kept.seen === "string" ? kept : null;
      } catch {
        return null;
      }
    },
    typed() {
      clearTimeout(this.timer);
      this.timer = setTimeout(this.keep, 300);
    },
    keep() {
      clearTimeout(this.timer);
      try {
        if (this.dirty) localStorage.setItem(PREFIX + this.keptAs, JSON.stringify({ text: this.text, seen: this.seen }));
        else localStorage.removeItem(PREFIX + this.keptAs);
      } catch {
        // No room, or none allowed.
      }
    },
    shortcut(event) {
      if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        if (this.dirty) this.save();
      }
    },
    tell(line, bad) {
      this.news = line;
      this.bad = !!bad;
    },
    takeFile() {
      this.text = this.saved = this.fileText;
      this.seen = this.fileSeen;
      this.restored = this.conflict = false;
      this.tell("");
      this.keep();
    },
    takeTheirs() {
      this.text = this.saved = this.theirs.text;
      this.seen = this.theirs.seen;
      this.restored = this.conflict = false;
      this.tell("");
      this.keep();
    },
    saveOver() {
      this.seen = this.theirs ? this.theirs.seen : "";
      this.save();
    },
    async save() {
      if (this.saving) return;
      this.saving = true;
      this.keep();
      const sent = this.text;
      try {
        const query = new URLSearchParams({ name: this.name, seen: this.seen });
        const answer = await fetch(`${this.address}?${query}`, { method: "POST", body: sent });
        if (!answer.ok) throw new Error(answer.status);
        this.answered(await answer.json(), sent);
      } catch {
        this.tell("The page's server is not there. What you typed is kept in this browser; save again.", true);
      } finally {
        this.saving = false;
      }
    },
    answered(told, sent) {
      this.tell(told.line, told.outcome !== "saved");
      this.conflict = told.outcome === "changed";
      if (told.outcome === "saved") {
        this.saved = sent;
        this.seen = told.seen;
        this.theirs = null;
        this.restored = false;
        this.keep();
      } else if (told.outcome === "changed") {
        this.theirs = told.now;
        this.$nextTick(() => this.$refs.both.scrollIntoView({ block: "start" }));
      }
    },
    goTo() {
      const start = this.mirrored.slice(0, this.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
      const box = this.$refs.box;
      box.focus({ preventScroll: true });
      box.setSelectionRange(start, start);
      const mirror = this.numbered && this.$el.querySelector(".mirror").children[this.line - 1];
      if (mirror) window.scrollTo(0, window.scrollY + mirror.getBoundingClientRect().top - window.innerHeight / 3);
    },
  },
};
