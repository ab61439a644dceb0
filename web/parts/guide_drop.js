// Files that are dropped anywhere on the page, or chosen, go to the server one after the other.
export default {
  template: `
    <section class="drop" :class="{ over: over }" aria-label="Put guides in">
      <p class="drop-ask"><label class="drop-choose">
        <input type="file" multiple :accept="accept" class="unseen" @change="chosen">
        <span>Choose files</span></label> or drop them anywhere on this page.</p>
      <p class="notice">{{ kinds }}.</p>
      <ul class="drop-files" role="status" aria-label="What became of the files">
        <li v-for="row in rows" :key="row.key" :class="row.outcome">
          <span>{{ row.line }}</span>
          <span v-if="row.outcome === 'taken'" class="drop-how">
            <button type="button" @click="again(row, 'instead')">Replace it</button>
            <button type="button" @click="again(row, 'beside')">Keep both</button>
            <button type="button" class="quiet" @click="forget(row)">Leave it out</button>
          </span>
        </li>
      </ul>
    </section>`,
  props: { address: String, accept: String, most: Number, kinds: String },
  data: () => ({ rows: [], over: false, last: 0, sending: Promise.resolve() }),
  mounted() {
    window.addEventListener("dragover", this.dragged);
    window.addEventListener("dragleave", this.left);
    window.addEventListener("drop", this.dropped);
  },
  unmounted() {
    window.removeEventListener("dragover", this.dragged);
    window.removeEventListener("dragleave", this.left);
    window.removeEventListener("drop", this.dropped);
  },
  methods: {
    dragged(event) {
      // A file that is dropped beside the box must not replace the page.
      event.preventDefault();
      this.over = true;
    },
    left(event) {
      if (!event.relatedTarget) this.over = false;
    },
    dropped(event) {
      event.preventDefault();
      this.over = false;
      this.take([...event.dataTransfer.files]);
    },
    chosen(event) {
      this.take([...event.target.files]);
      event.target.value = "";
    },
    take(files) {
      for (const file of files) {
        this.rows.push({ key: this.last++, file, outcome: "waiting", line: `${file.name} waits.` });
        // The row as Vue watches it, not the one that was pushed.
        this.queue(this.rows[this.rows.length - 1], "ask");
      }
    },
    queue(row, where) {
      this.sending = this.sending.then(() => this.send(row, where));
    },
    again(row, where) {
      row.outcome = "waiting";
      this.queue(row, where);
    },
    forget(row) {
      this.rows = this.rows.filter((each) => each !== row);
    },
    async send(row, where) {
      if (row.file.size > this.most) {
        row.outcome = "refused";
        row.line = `${row.file.name} is larger than ${this.most / 1e6} MB; split it, then try again.`;
        return;
      }
      row.line = `${row.file.name} goes in …`;
      try {
        // A folder is dropped like a file, and cannot be read.
        const body = await row.file.arrayBuffer();
        const query = new URLSearchParams({ name: row.file.name, where });
        const answer = await fetch(`${this.address}?${query}`, { method: "POST", body });
        if (!answer.ok) throw new Error(answer.status);
        const told = await answer.json();
        row.outcome = told.outcome;
        row.line = told.line;
      } catch (error) {
        row.outcome = "refused";
        row.line =
          error instanceof DOMException
            ? `${row.file.name} cannot be read. A folder is put in file by file.`
            : `${row.file.name} did not arrive: the page's server is not there. Try it again.`;
      }
    },
  },
};
