// A file that is handed to the server as it is; what came of it is told, and leads to it.
export default {
  template: `
    <form class="import-box" @submit.prevent="send">
      <label><span>{{ label }}</span>
        <input ref="file" type="file" :accept="accept" @change="news = ''" required></label>
      <label v-if="asks"><span>{{ asks }}</span><input ref="said" type="text" maxlength="80"></label>
      <button type="submit" :disabled="busy">{{ button }}</button>
      <p role="status"><span v-if="news">{{ news }} </span><a v-if="address" :href="address">Look at it</a></p>
      <p v-if="error" class="error" role="alert">{{ error }}</p>
    </form>`,
  props: { label: String, button: String, accept: String, asks: String, target: String, most: Number, large: String, away: String },
  data: () => ({ busy: false, news: "", address: "", error: "" }),
  methods: {
    async send() {
      const file = this.$refs.file.files[0];
      this.news = this.address = this.error = "";
      if (!file) return;
      if (file.size > this.most) {
        this.error = this.large;
        return;
      }
      this.busy = true;
      try {
        // A header holds no other letters.
        const plain = (text) => text.replace(/[^\x20-\x7e]/g, "_");
        const headers = { "x-name": plain(file.name) };
        if (this.asks) headers["x-said"] = encodeURIComponent(this.$refs.said.value);
        const reply = await fetch(this.target, { method: "POST", body: file, headers });
        const told = await reply.json();
        this.news = told.told || "";
        this.address = told.address || "";
        this.error = told.error || "";
        // What is shown on this very page would stand above what was shown before.
        const there = this.address && new URL(this.address, location.href);
        if (there && there.pathname === location.pathname) location.assign(there);
      } catch {
        this.error = this.away;
      } finally {
        this.busy = false;
      }
    },
  },
};
