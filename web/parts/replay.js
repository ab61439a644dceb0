// A session again, scene by scene, with the time that each took. Its scenes are the entries of the thread inside.
const SPEEDS = [1, 2, 4, 8, 16];
const FASTEST_HEARD = 2; // beyond it nobody understands what was said

export default {
  template: `
    <div class="replay">
      <div class="replay-bar" role="group" aria-label="Replay">
        <button type="button" class="primary" @click="toggle" aria-keyshortcuts="Space">
          {{ playing ? "Pause" : "Play" }}</button>
        <button type="button" @click="go(at - 1)" :disabled="at <= 1" aria-keyshortcuts="ArrowLeft">Back</button>
        <button type="button" @click="go(at + 1)" :disabled="at >= waits.length" aria-keyshortcuts="ArrowRight">
          Forward</button>
        <label class="speed"><span>Speed</span>
          <select v-model.number="speed"><option v-for="each in speeds" :key="each" :value="each">{{ each }} ×</option>
          </select></label>
        <label class="place"><span class="unseen">Scene</span>
          <input type="range" min="1" :max="waits.length" v-model.number="at" :aria-valuetext="told"></label>
        <span class="clock">{{ told }}</span>
      </div>
      <p class="rules">Space plays and pauses, ← and → step, + and − change the speed, Home and End go there.</p>
      <div ref="scenes"><slot></slot></div>
    </div>`,
  props: { waits: Array },
  data: () => ({ at: 1, playing: false, speed: 4, timer: null, speeds: SPEEDS }),
  computed: {
    told() {
      const sum = (list) => list.reduce((whole, wait) => whole + wait, 0);
      return `${this.at} of ${this.waits.length} · ${this.time(sum(this.waits.slice(0, this.at)))} / ${this.time(
        sum(this.waits),
      )}`;
    },
  },
  watch: {
    at() {
      this.show();
      this.wait();
    },
    speed() {
      this.wait();
    },
  },
  created() {
    this.round = 0;
  },
  mounted() {
    this.show();
    document.addEventListener("keydown", this.key);
  },
  updated() {
    this.show();
  },
  unmounted() {
    clearTimeout(this.timer);
    document.removeEventListener("keydown", this.key);
  },
  methods: {
    time(seconds) {
      return `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, "0")}`;
    },
    entries() {
      return [...this.$refs.scenes.querySelectorAll(".entry")];
    },
    show() {
      this.entries().forEach((entry, index) => (entry.hidden = index >= this.at));
    },
    go(at) {
      this.at = Math.min(this.waits.length, Math.max(1, at));
      this.$nextTick(this.bring);
    },
    bring() {
      const entry = this.entries()[this.at - 1];
      const tall = entry && entry.offsetHeight > window.innerHeight * 0.7;
      entry?.scrollIntoView({ block: tall ? "start" : "nearest" });
    },
    recordings(at) {
      return [...(this.entries()[at - 1]?.querySelectorAll("audio") || [])];
    },
    async hear() {
      // What was said is heard in the place of the time it took.
      const round = ++this.round;
      for (const audio of this.recordings(this.at)) {
        audio.currentTime = 0;
        audio.playbackRate = Math.min(this.speed, FASTEST_HEARD);
        const ended = new Promise((resolve) => ["ended", "error"].forEach((each) => (audio[`on${each}`] = resolve)));
        await audio.play().then(() => ended, () => null);
        if (round !== this.round) return;
      }
      this.wait(true);
    },
    hush() {
      this.round++;
      for (const audio of this.$refs.scenes.querySelectorAll("audio")) audio.pause();
    },
    toggle() {
      if (!this.playing && this.at >= this.waits.length) this.at = 1;
      this.playing = !this.playing;
      this.wait();
    },
    wait(heard = false) {
      clearTimeout(this.timer);
      this.hush();
      if (this.playing && !heard && this.recordings(this.at).length) {
        this.hear();
        return;
      }
      if (this.at >= this.waits.length) this.playing = false;
      if (!this.playing) return;
      const wait = this.recordings(this.at + 1).length ? 0 : this.waits[this.at];
      this.timer = setTimeout(() => this.go(this.at + 1), (1000 * wait) / this.speed + 30);
    },
    faster(by) {
      const next = SPEEDS.indexOf(this.speed) + by;
      if (next >= 0 && next < SPEEDS.length) this.speed = SPEEDS[next];
    },
    key(event) {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const on = event.target.closest("button, a, summary, input, select, textarea, audio");
      // What has keys of its own keeps them.
      if (on && (on.matches("input, select, textarea, audio") || event.key === " ")) return;
      const does = {
        " ": () => this.toggle(),
        ArrowLeft: () => this.go(this.at - 1),
        ArrowRight: () => this.go(this.at + 1),
        Home: () => this.go(1),
        End: () => this.go(this.waits.length),
        "+": () => this.faster(1),
        "-": () => this.faster(-1),
      }[event.key];
      if (does) {
        event.preventDefault();
        does();
      }
    },
  },
};
