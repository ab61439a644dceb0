// How long the question has been open, against the time that the guide gives it. It only shows: the server counts.
export default {
  template: `
    <span class="clock" :class="{ over: over, soon: nearly }" role="timer" :aria-label="told">
      <span aria-hidden="true">{{ shown(spent) }} / {{ shown(limit) }}</span>
      <span class="unseen" role="status">{{ over ? late : nearly ? soon : "" }}</span>
    </span>`,
  props: { since: Number, limit: Number, running: Boolean, late: String, words: String, soon: String },
  data: () => ({ began: Date.now(), now: Date.now(), timer: null }),
  computed: {
    spent() {
      return Math.max(0, Math.round(this.since + (this.running ? (this.now - this.began) / 1000 : 0)));
    },
    over() {
      return this.running && this.spent > this.limit;
    },
    nearly() {
      return this.running && !!this.soon && !this.over && this.spent >= 0.8 * this.limit;
    },
    told() {
      return this.words.replace("{spent}", this.spent).replace("{limit}", this.limit);
    },
  },
  watch: {
    since() {
      this.began = this.now = Date.now();
    },
  },
  mounted() {
    this.timer = setInterval(() => (this.now = Date.now()), 1000);
  },
  unmounted() {
    clearInterval(this.timer);
  },
  methods: {
    shown(seconds) {
      return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    },
  },
};
