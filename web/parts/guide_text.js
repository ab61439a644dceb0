// Talking points and the lines they stand on: a click on either marks the other. All in the browser, so that a
// guide of thousands of lines is quick.
export default {
  template: `
    <div class="guide-view">
      <div class="understood" ref="points" role="region" aria-label="What was understood" tabindex="0">
        <p v-if="!groups.length">Nothing was understood here.</p>
        <details v-for="(group, g) in groups" :key="g" :open="opened[g]" @toggle="opened[g] = $event.target.open">
          <summary>{{ group.title }}</summary>
          <ul v-if="opened[g]">
            <li v-for="(point, p) in group.points" :key="p">
              <button type="button" class="point-line" :class="{ here: chosen === point }" @click="mark(point)"
                :aria-pressed="chosen === point ? 'true' : 'false'">
                <span class="where">{{ point.where }}</span><span>{{ point.text }}</span></button>
              <ul v-if="chosen === point && point.parts.length" class="parts">
                <li v-for="(part, k) in point.parts" :key="k">
                  <button type="button" class="point-line" :class="{ here: from === part }" @click="narrow(part)">
                    <span class="where">{{ part.where }}</span><span>{{ part.text }}</span></button>
                </li>
              </ul>
            </li>
          </ul>
        </details>
      </div>
      <div class="own-text">
        <div class="line-news">
          <p role="status">{{ news }}</p>
          <button v-if="unread.length" type="button" class="quiet" @click="nextUnread">Next line not understood</button>
        </div>
        <div class="lines" ref="lines" role="region" aria-label="The guide's text" tabindex="0" @keydown="key">
          <div v-for="(text, i) in lines" :key="i" :data-line="i + 1" class="line" :class="look(i + 1)"
            @click="pick(i + 1)"><span class="n">{{ i + 1 }}</span><span class="t"><span v-if="missed.has(i + 1)"
            class="unseen">not understood: </span>{{ text }}</span></div>
        </div>
      </div>
    </div>`,
  props: { lines: Array, groups: Array, unread: Array, at: Number },
  data: () => ({ opened: [], chosen: null, from: null, cursor: 0, news: "Choose a talking point, or a line." }),
  computed: {
    missed() {
      return new Set(this.unread);
    },
    byLine() {
      // The narrowest first: a question within a story's lines is meant where its own line is clicked.
      const found = new Map();
      this.groups.forEach((group, g) =>
        group.points.forEach((point) => {
          const own = new Set();
          for (const part of [point, ...point.parts])
            for (let line = part.first; line <= part.last; line++) own.add(line);
          for (const line of own) {
            if (!found.has(line)) found.set(line, []);
            found.get(line).push({ point, g, kind: group.kind });
          }
        })
      );
      for (const all of found.values())
        all.sort((a, b) => a.point.last - a.point.first - (b.point.last - b.point.first));
      return found;
    },
  },
  created() {
    this.opened = this.groups.map((_, g) => this.groups.length === 1 || g === 0);
  },
  mounted() {
    if (!this.at) return;
    this.$nextTick(() => {
      this.pick(this.at, "center");
      this.$refs.lines.scrollIntoView({ block: "nearest" });
    });
  },
  methods: {
    look(line) {
      const marked = this.from && line >= this.from.first && line <= this.from.last;
      return {
        chosen: marked,
        cursor: line === this.cursor,
        "not-understood": this.missed.has(line),
      };
    },
    mark(point) {
      this.chosen = point;
      this.narrow(point);
    },
    narrow(part) {
      this.from = part;
      this.cursor = part.first;
      this.news = part.first === part.last ? `Line ${part.where}` : `Lines ${part.where}`;
      this.show(part.first, "center");
    },
    pick(line, block) {
      this.cursor = line;
      const found = (this.byLine.get(line) || [])[0];
      if (!found) {
        this.chosen = this.from = null;
        const text = this.lines[line - 1].trim();
        this.news = this.missed.has(line)
          ? `Line ${line} is in no talking point.`
          : `Line ${line}${text ? " leads to others: a heading, a rule, a frame." : " is empty."}`;
      } else {
        this.chosen = this.from = found.point;
        this.opened[found.g] = true;
        this.news = `Line ${line}: ${found.kind}: ${found.point.text}`;
        this.$nextTick(() => this.within(this.$refs.points, this.$refs.points.querySelector(".point-line.here")));
      }
      this.show(line, block || "nearest");
    },
    show(line, block) {
      this.$nextTick(() => this.within(this.$refs.lines, this.$refs.lines.children[line - 1], block));
    },
    within(pane, element, block) {
      // The pane alone is scrolled: what was clicked on stays under the pointer.
      if (!element) return;
      const top = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      const room = pane.clientHeight - element.offsetHeight;
      if (block !== "center" && top >= 0 && top <= room) return;
      pane.scrollTop += top - Math.max(0, Math.min(room, pane.clientHeight * 0.3));
    },
    nextUnread() {
      this.pick(this.unread.find((line) => line > this.cursor) || this.unread[0], "center");
    },
    key(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.pick(Math.max(1, Math.min(this.lines.length, this.cursor + step)));
    },
  },
};
