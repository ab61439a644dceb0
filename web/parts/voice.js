// Speaking in place of typing: the question is said, the answer recorded, and what the server heard of it goes into the
// answer box. How loud it is decides here when an answer begins and ends; whether there are words in it, the server.
const STORED = "mock-interviewer-voice";
const ASKED = "mock-interviewer-asked:";
const KEEPS = "mock-interviewer-keeps:";
const SAID = "mock-interviewer-said:";
const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/webm", "audio/mp4"];
const LOOK = 50; // milliseconds between two looks at the level
const LONGEST = 20 * 60; // seconds of one answer
const ABOVE = 9; // decibels above the room's own noise are a voice
const QUIETEST = -58; // what is softer is none, however still the room
const SURELY = 4; // looks in a row are somebody who begins …
const STILL = 3; // … and these somebody who goes on: a key or a click is shorter
const SETTLES = 10; // looks until a microphone that was just opened, and what takes the noise out of it, have settled
const ROOM = 100; // looks over which the room's noise is the softest moment: between words there is one
const AT_FIRST = 30; // looks before that is known

// Tells a voice from the noise of the room.
class Level {
  constructor(analyser) {
    this.analyser = analyser;
    this.samples = new Float32Array(analyser.fftSize);
    this.before = [];
    this.settles = SETTLES;
    this.loud = 0;
    this.now = -100;
  }
  // Whether somebody began to speak; `speaks` is whether they still do.
  look() {
    this.analyser.getFloatTimeDomainData(this.samples);
    let sum = 0;
    for (const sample of this.samples) sum += sample * sample;
    this.now = 10 * Math.log10(sum / this.samples.length + 1e-10);
    this.speaks = false;
    if (this.settles > 0) {
      this.settles--;
      return false;
    }
    this.before.push(this.now);
    if (this.before.length > ROOM) this.before.shift();
    this.loud = this.now > this.bound() ? this.loud + 1 : 0;
    this.speaks = this.loud >= STILL;
    return this.loud >= SURELY;
  }
  bound() {
    let noise = Math.min(...this.before);
    if (this.before.length < AT_FIRST) noise = Math.min(noise, -50);
    return Math.max(noise + ABOVE, QUIETEST);
  }
  // Whether what was taken for a voice before the room was known is one by what is known now.
  holds() {
    const bound = this.bound();
    let run = 0;
    return this.before.some((level) => (run = level > bound ? run + 1 : 0) >= SURELY);
  }
}

export default {
  template: `
    <section class="voice" :class="state" :aria-label="words.bar">
      <div class="voice-row">
        <label class="choice"><input type="checkbox" v-model="hears" @change="chose('hears')"><span>{{ words.hear }}</span></label>
        <label class="choice"><input type="checkbox" v-model="speaks" @change="chose('speaks')" :disabled="!!cannot"><span>{{ words.speak }}</span></label>
        <button type="button" class="speak" v-if="speaks || busy" @click="toggle" aria-keyshortcuts="Alt+V"
          :title="says.button + ' (Alt+V)'" :disabled="state === 'writing'">{{ says.button }}</button>
        <button type="button" class="quiet" v-if="hears && state === 'off'" @click="say(false)">{{ words.say_again }}</button>
        <details class="voice-more" v-if="hears || speaks"><summary class="quiet">{{ words.how }}</summary>
          <div class="card">
            <label><span>{{ words.silence }}</span>
              <input type="number" :min="least" :max="most" step="0.5" v-model.number="pause" @change="chose('pause')"></label>
            <label class="choice"><input type="checkbox" v-model="headphones" @change="chose('headphones')">
              <span>{{ words.headphones }}</span></label>
            <label class="choice" v-if="mayKeep"><input type="checkbox" v-model="keeps" @change="choseToKeep">
              <span>{{ words.keep }}</span></label>
          </div>
        </details>
      </div>
      <div class="ear" v-show="state !== 'off'">
        <p class="ear-state"><span class="ear-dot" aria-hidden="true"></span><span role="status">{{ says.state }}</span>
          <span class="clock" aria-hidden="true">{{ recording ? words.seconds.replace('{count}', seconds) : '' }}</span></p>
        <div class="ear-level" v-show="recording" aria-hidden="true"><span :style="{ width: loudness + '%' }"></span></div>
        <div class="ear-pause" v-show="state === 'hearing'" aria-hidden="true"><span :style="{ width: left + '%' }"></span></div>
        <p class="rules">{{ says.rules }}</p>
      </div>
      <p class="notice voice-note" role="status">{{ note }}</p>
    </section>`,
  props: {
    session: String,
    turn: Number,
    question: String,
    text: String,
    language: String,
    wav: String,
    wavFirst: Boolean,
    ready: String,
    answer: String,
    cannot: String,
    lines: Object,
    words: Object,
    mayKeep: Boolean,
    usual: Number,
    least: Number,
    most: Number,
  },
  data: () => ({
    state: "off",
    note: "",
    hears: false,
    speaks: false,
    headphones: false,
    keeps: false,
    pause: 2.5,
    loudness: 0,
    left: 100,
    seconds: 0,
  }),
  computed: {
    recording() {
      return this.state === "listening" || this.state === "hearing";
    },
    busy() {
      return this.state !== "off";
    },
    says() {
      const say = this.words;
      return {
        off: { state: "", rules: "", button: say.begin },
        speaking: { state: say.asking, rules: say.any_key, button: say.answer_now },
        opening: { state: say.opening, rules: say.escape_cancels, button: say.stop },
        listening: { state: say.listening, rules: say.enter_stops, button: say.stop },
        hearing: { state: say.hearing, rules: say.pause_ends, button: say.that_is_it },
        writing: { state: say.writing, rules: say.escape_cancels, button: "…" },
      }[this.state];
    },
  },
  created() {
    // What no template shows, and Vue need not watch.
    this.round = 0;
    this.sound = null;
    this.stopTalking = null;
  },
  mounted() {
    this.recall();
    document.addEventListener("keydown", this.key, true);
    document.addEventListener("mock-interviewer:sending", this.sending);
    this.$nextTick(this.begin);
  },
  unmounted() {
    document.removeEventListener("keydown", this.key, true);
    document.removeEventListener("mock-interviewer:sending", this.sending);
    this.hush();
    // What was said so far is not lost because a hint was asked for meanwhile.
    if (this.state === "hearing") this.finish();
    else if (this.state !== "writing") this.cancel();
  },
  methods: {
    recall() {
      const stored = read(localStorage, STORED);
      this.hears = stored.hears === true;
      this.speaks = stored.speaks === true && !this.cannot;
      this.headphones = stored.headphones === true;
      this.pause = this.within(stored.pause || this.usual);
      this.keeps = this.mayKeep && read(sessionStorage, KEEPS + this.session).keeps === true;
    },
    within(pause) {
      return Math.min(this.most, Math.max(this.least, Number(pause) || this.usual));
    },
    async begin() {
      if (await this.takeUp()) return;
      const before = read(sessionStorage, ASKED + this.session).turn;
      write(sessionStorage, ASKED + this.session, { turn: this.turn });
      // A page that was loaded again neither speaks nor listens before somebody asks it to.
      if (before === this.turn || (navigator.userActivation && !navigator.userActivation.hasBeenActive)) return;
      if (this.hears) this.say(this.speaks);
      else if (this.speaks) this.listenIfNothingIsWritten();
    },
    chose(what) {
      this.pause = this.within(this.pause);
      const { hears, speaks, headphones, pause } = this;
      write(localStorage, STORED, { hears, speaks, headphones, pause });
      this.note = "";
      if (what === "hears" && hears) this.say(speaks);
      if (what === "hears" && !hears) this.hush();
      if (what === "speaks" && speaks && this.state === "off") this.listen();
      if (what === "speaks" && !speaks) this.recording ? this.finish() : this.cancel();
    },
    choseToKeep() {
      write(sessionStorage, KEEPS + this.session, { keeps: this.keeps });
    },
    toggle() {
      if (this.recording) this.finish();
      else if (this.state === "opening") this.cancel();
      else if (this.state !== "writing") {
        this.hush();
        this.listen();
      }
    },

    // The voice.
    async say(listensAfter) {
      this.hush();
      this.cancel();
      this.note = "";
      this.state = "speaking";
      const round = ++this.round;
      const own = await localVoice(this.language);
      if (round !== this.round) return;
      const ways = this.wavFirst ? ["wav", "own"] : ["own", "wav"];
      let spoken = null;
      let meanwhile = false;
      for (const way of ways.filter((each) => (each === "wav" ? this.wav : own))) {
        if (listensAfter && !meanwhile && (this.headphones || way === "wav")) {
          meanwhile = true;
          this.listenMeanwhile(round);
        }
        spoken = await (way === "wav" ? this.play(this.wav) : this.utter(own));
        if (round !== this.round || spoken) break;
      }
      // Somebody spoke, typed, or went on meanwhile.
      if (round !== this.round) return;
      this.round++;
      this.state = "off";
      this.letGo();
      if (!spoken) this.note = this.lines.silent;
      if (listensAfter) this.listenIfNothingIsWritten();
    },
    play(address) {
      return new Promise((resolve) => {
        const audio = new Audio(address);
        this.stopTalking = () => {
          audio.pause();
          audio.removeAttribute("src");
          resolve(true);
        };
        audio.onended = () => resolve(true);
        audio.onerror = () => resolve(false);
        audio.play().catch(() => resolve(false));
      });
    },
    utter(voice) {
      return new Promise((resolve) => {
        const said = new SpeechSynthesisUtterance(this.text);
        said.voice = voice;
        said.lang = voice.lang;
        this.stopTalking = () => {
          speechSynthesis.cancel();
          resolve(true);
        };
        said.onend = () => resolve(true);
        said.onerror = () => resolve(false);
        speechSynthesis.speak(said);
      });
    },
    hush() {
      const stop = this.stopTalking;
      this.stopTalking = null;
      if (this.state === "speaking") {
        this.round++;
        this.state = "off";
        this.letGo();
      }
      if (stop) stop();
    },
    async listenMeanwhile(round) {
      // Speaking interrupts the voice, where the microphone does not hear it: with headphones, or where the
      // browser takes out of the recording what the page itself plays.
      const sound = await this.opened(() => round === this.round && this.state === "speaking", true);
      if (!sound) return;
      if (!this.headphones && !sound.stream.getAudioTracks()[0].getSettings().echoCancellation) {
        close(sound);
        return;
      }
      this.sound = sound;
      sound.timer = setInterval(() => {
        if (!sound.level.look()) return;
        this.sound = null;
        clearInterval(sound.timer);
        this.hush();
        this.record(sound, true);
      }, LOOK);
    },

    // The microphone.
    listenIfNothingIsWritten() {
      const box = document.querySelector(".answer-box textarea");
      if (!box || !box.value.trim()) this.listen();
    },
    async listen() {
      if (this.state !== "off") return;
      this.note = this.cannot;
      if (this.cannot) return;
      this.state = "opening";
      const round = ++this.round;
      this.prepare(round);
      const sound = await this.opened(() => round === this.round);
      if (sound) this.record(sound, false);
    },
    async prepare(round) {
      const told = await this.post(this.ready).catch(() => null);
      if (told && told.outcome === "written" && round === this.round) this.inWriting(told.line);
    },
    async opened(wanted, quietly = false) {
      const problem = (line) => {
        if (!quietly && wanted()) this.inWriting(line);
        return null;
      };
      if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia)
        return problem(window.isSecureContext ? this.lines.unable : this.lines.insecure);
      if (typeof MediaRecorder === "undefined" || typeof AudioContext === "undefined") return problem(this.lines.unable);
      let stream;
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
        });
      } catch (error) {
        const lines = { NotAllowedError: "refused", SecurityError: "refused", NotFoundError: "none", OverconstrainedError: "none" };
        return problem(this.lines[lines[error.name] || "busy"]);
      }
      const sound = { stream, context: new AudioContext() };
      if (!wanted()) {
        close(sound);
        return null;
      }
      const analyser = sound.context.createAnalyser();
      analyser.fftSize = 2048;
      sound.context.createMediaStreamSource(stream).connect(analyser);
      sound.level = new Level(analyser);
      return sound;
    },
    record(sound, began) {
      const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
      const parts = [];
      try {
        sound.recorder = new MediaRecorder(sound.stream, { mimeType, audioBitsPerSecond: 64000 });
      } catch {
        close(sound);
        this.inWriting(this.lines.unable);
        return;
      }
      Object.assign(sound, { began, since: Date.now(), heardAt: Date.now(), parts });
      sound.recorder.ondataavailable = (event) => event.data.size && parts.push(event.data);
      sound.recorder.onstop = () => this.recorded(sound);
      sound.stream.getAudioTracks()[0].onended = () => {
        sound.lost = true;
        if (sound === this.sound) this.finish();
      };
      // In pieces, so that they are here when the microphone goes.
      sound.recorder.start(250);
      sound.context.resume();
      this.sound = sound;
      this.seconds = 0;
      this.state = began ? "hearing" : "listening";
      sound.timer = setInterval(() => this.look(sound), LOOK);
    },
    look(sound) {
      const now = Date.now();
      const speaks = sound.level.look();
      this.seconds = Math.floor((now - sound.since) / 1000);
      this.loudness = Math.min(100, Math.max(0, (sound.level.now + 60) * 2));
      // A page in the background looks too seldom to know.
      if (sound.level.speaks || document.hidden) sound.heardAt = now;
      if (speaks && !sound.began) {
        sound.began = true;
        this.state = "hearing";
      }
      // The room's noise, which began when the microphone was opened, is nobody.
      if (sound.began && sound.level.before.length === AT_FIRST && !sound.level.holds()) {
        sound.began = false;
        this.state = "listening";
      }
      const silent = (now - sound.heardAt) / 1000;
      this.left = Math.max(0, 100 - (100 * silent) / this.pause);
      if ((sound.began && silent >= this.pause) || this.seconds >= LONGEST) this.finish();
    },
    finish() {
      const sound = this.sound;
      if (!sound || !sound.recorder || sound.ending) return;
      sound.ending = true;
      clearInterval(sound.timer);
      this.state = "writing";
      if (sound.recorder.state === "inactive") this.recorded(sound);
      else sound.recorder.stop();
    },
    cancel() {
      this.round++;
      if (this.state === "writing") sessionStorage.removeItem(SAID + this.session);
      this.letGo();
      if (this.state !== "speaking") this.state = "off";
    },
    letGo() {
      const sound = this.sound;
      this.sound = null;
      if (!sound) return;
      sound.thrown = true;
      close(sound);
    },
    async recorded(sound) {
      // A recorder stops by itself, too, when its device goes.
      if (sound.done || sound.thrown) return;
      sound.done = true;
      close(sound);
      if (this.sound === sound) this.sound = null;
      const whole = new Blob(sound.parts, { type: sound.recorder.mimeType || "audio/webm" });
      const said = { id: crypto.getRandomValues(new Uint32Array(3)).join("-"), question: this.question, keep: this.keeps };
      this.state = "writing";
      const round = ++this.round;
      // Until it was taken it is here, though the server or this page go away meanwhile.
      write(sessionStorage, SAID + this.session, { ...said, type: whole.type, data: await asText(whole) });
      await this.writtenDown(said, whole, round, () => (sound.lost ? this.lines.lost : ""));
    },
    async takeUp() {
      const said = read(sessionStorage, SAID + this.session);
      if (said.question !== this.question || !said.data) return false;
      this.state = "writing";
      const whole = await asBlob(said);
      if (whole) await this.writtenDown(said, whole, ++this.round, () => "", true);
      else this.state = "off";
      return true;
    },
    async writtenDown(said, whole, round, before, again = false) {
      const told = await this.sent(said, whole, round);
      if (round !== this.round || !told) return;
      sessionStorage.removeItem(SAID + this.session);
      this.state = "off";
      if (told.outcome === "written") return this.inWriting(told.line);
      this.note = [before(), told.line].filter(Boolean).join(" ");
      if (told.outcome !== "heard") return;
      const heard = { session: this.session, text: told.text, marks: told.marks, again };
      document.dispatchEvent(new CustomEvent("mock-interviewer:heard", { detail: heard }));
    },
    async sent({ id, question, keep }, whole, round) {
      const query = new URLSearchParams({ id, question, keep });
      while (round === this.round) {
        try {
          return await this.post(`${this.answer}?${query}`, whole);
        } catch {
          // It is here until it was taken.
          this.note = this.lines.away;
          await new Promise((resolve) => setTimeout(resolve, 2000));
        }
      }
      return null;
    },
    async post(address, body) {
      const answer = await fetch(address, { method: "POST", body });
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    },
    inWriting(line) {
      this.cancel();
      this.speaks = false;
      this.state = "off";
      this.note = line;
    },

    // The keys.
    sending(event) {
      // Nothing is sent while there is more of it to come.
      if (this.state === "hearing") this.finish();
      if (this.state === "writing") {
        event.preventDefault();
        return;
      }
      this.hush();
      this.cancel();
    },
    key(event) {
      if (event.isComposing || ["Shift", "Control", "Alt", "Meta", "AltGraph"].includes(event.key)) return;
      if (event.altKey && event.code === "KeyV" && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        if (!event.repeat) this.toggle();
        return;
      }
      if (!this.busy || event.altKey || event.ctrlKey || event.metaKey) return;
      // What has keys of its own keeps them; of a box to tick, where one has just chosen to speak, that is Space.
      const ticks = event.key !== " " && event.target.type === "checkbox";
      const on = !ticks && event.target.closest && event.target.closest("button, a, input, select, summary");
      const enters = event.key === "Enter" && !on;
      const types = event.target.matches && event.target.matches("textarea");
      const writes = types && (event.key.length === 1 || event.key === "Backspace" || event.key === "Delete");
      if (event.key === "Escape") {
        event.preventDefault();
        this.hush();
        this.cancel();
        this.note = "";
      } else if (this.state === "speaking") {
        if (on) return;
        this.hush();
        if (enters) event.preventDefault();
        if (enters && this.speaks) this.listenIfNothingIsWritten();
      } else if (enters && this.state !== "writing") {
        event.preventDefault();
        this.recording ? this.finish() : this.cancel();
      } else if (writes && this.state === "hearing") this.finish();
      else if (writes && this.state !== "writing") this.cancel();
    },
  },
};

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key)) || {};
  } catch {
    return {};
  }
}

function write(storage, key, value) {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // No room, or none allowed: then it is chosen again.
  }
}

function close(sound) {
  clearInterval(sound.timer);
  if (sound.recorder && sound.recorder.state !== "inactive") sound.recorder.stop();
  for (const track of sound.stream.getTracks()) track.stop();
  if (sound.context.state !== "closed") sound.context.close();
}

// A recording as text and back: what a browser keeps for a tab is text, and some 5 MB of it.
function asText(blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => resolve("");
    reader.readAsDataURL(blob);
  });
}

async function asBlob({ data, type }) {
  try {
    return new Blob([Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))], { type });
  } catch {
    return null;
  }
}

// A voice that needs nobody else: others send what they say to somebody's servers.
async function localVoice(language) {
  if (typeof speechSynthesis === "undefined") return null;
  if (!speechSynthesis.getVoices().length)
    await new Promise((resolve) => {
      speechSynthesis.addEventListener("voiceschanged", resolve, { once: true });
      setTimeout(resolve, 300);
    });
  const same = (voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === language;
  const voices = speechSynthesis.getVoices().filter((voice) => voice.localService === true && same(voice));
  return voices.find((voice) => voice.default) || voices[0] || null;
}
