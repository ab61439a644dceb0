// Brings what was added last to where it is read: its beginning, where it is longer than what is left of the window.
window.showLatest = () => {
  const entries = document.querySelectorAll(".thread > .entry");
  const latest = entries[entries.length - 1];
  if (!latest) return;
  const dock = document.querySelector(".dock");
  const room = window.innerHeight - (dock ? dock.offsetHeight : 0);
  const { top, bottom } = latest.getBoundingClientRect();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const by = bottom - top > room ? top - 12 : bottom - room + 24;
  if (by > 0 || top < 0) window.scrollBy({ top: by, behavior: still ? "instant" : "smooth" });
};
