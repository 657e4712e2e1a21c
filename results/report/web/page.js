"use strict";
// Draws the figures that gpubench specified, and searches, filters and sorts the table. It computes no statistics.
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const dataOf = (id) => JSON.parse(byId(id).textContent);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const views = new Map();
  // A figure as wide as its place and as high as its rows is what is meant; all else Vega-Lite minds is told.
  const logger = { level: () => logger, error: console.error, info: () => logger, debug: () => logger,
    warn: (words) => { if (!words.startsWith('Dropping "fit-y"')) console.warn(words); return logger; } };
  let printing = false;
  // Safari has none.
  if (!window.requestIdleCallback) window.requestIdleCallback = (callback) => setTimeout(callback, 1);

  const isDark = () => !printing && (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);

  function configFor(width) {
    const config = dataOf(isDark() ? "theme-dark" : "theme-light");
    config.axis.labelLimit = Math.max(80, Math.min(260, Math.floor(width * 0.36)));
    config.legend.labelLimit = Math.max(80, width - 60);
    if (width < 560) config.legend.columns = 1;
    return config;
  }

  // Legends that a specification laid out in columns get one where there is no room.
  function narrow(node) {
    if (node === null || typeof node !== "object") return;
    if (node.legend && node.legend.columns) node.legend.columns = 1;
    if (node.legend) delete node.legend.labelLimit;
    for (const key of Object.keys(node)) if (key !== "values") narrow(node[key]);
  }

  // One that can't be drawn costs no other; its data are below it.
  function draw(element) {
    try {
      drawFigure(element);
    } catch (error) {
      element.textContent = "This figure could not be drawn: its data are below.";
      console.error(element.dataset.spec, error);
    }
  }

  function drawFigure(element) {
    if (typeof vegaLite === "undefined" || element.clientWidth === 0) return;
    const spec = dataOf(element.dataset.spec);
    const meta = spec.usermeta || {};
    delete spec.usermeta;
    if (meta.data) spec.data = dataOf(meta.data).data;
    spec.width = "container";
    if (element.clientWidth < 560) narrow(spec);
    const compiled = vegaLite.compile(spec, { config: configFor(element.clientWidth), logger });
    const runtime = vega.parse(compiled.spec, null, { ast: true });
    if (views.has(element)) views.get(element).finalize();
    element.replaceChildren();
    const view = new vega.View(runtime, {
      expr: vega.expressionInterpreter,
      renderer: meta.canvas ? "canvas" : "svg",
      logLevel: vega.Error,
      tooltip: (handler, event, item, value) => showTooltip(element, value),
      loader: { load: () => Promise.reject(new Error("no network")), sanitize: () => Promise.reject(new Error("no network")) },
    });
    view.initialize(element).hover().run();
    element.classList.add("done");
    views.set(element, view);
  }

  function showTooltip(element, value) {
    const words = value === null || value === undefined || value === "" ? "" :
      typeof value === "object" ? Object.entries(value).filter(([, v]) => v !== undefined && v !== null).map(([k, v]) => k + ": " + v).join("\n") : String(value);
    if (words) element.title = words; else element.removeAttribute("title");
  }

  // One at a time, when nothing is asked of the page: a large one answers before its figures are there.
  const waiting = [];
  function drawLater(element) {
    waiting.push(element);
    if (waiting.length === 1) requestIdleCallback(drawNext, { timeout: 1000 });
  }
  function drawNext() {
    if (document.readyState !== "loading") {  // else what draws may not be there yet
      const element = waiting.shift();
      if (element.clientWidth > 0) draw(element); else seen.observe(element);  // closed again meanwhile
    }
    if (waiting.length > 0) requestIdleCallback(drawNext, { timeout: 1000 });
  }

  const drawings = Array.from(document.querySelectorAll(".drawing"));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      drawLater(entry.target);
    }
  }, { rootMargin: "300px" });
  for (const element of drawings) seen.observe(element);

  const redraw = () => { for (const element of views.keys()) draw(element); };
  dark.addEventListener("change", redraw);
  addEventListener("beforeprint", () => { printing = true; drawings.forEach(draw); });
  addEventListener("afterprint", () => { printing = false; redraw(); });

  const theme = byId("theme");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    redraw();
  });

  // The table.
  const table = byId("cases"), body = table.tBodies[0], rows = Array.from(body.rows);
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const search = byId("search"), group = byId("group"), word = byId("word"), shown = byId("shown");
  byId("controls").hidden = false;
  byId("controls").addEventListener("submit", (event) => event.preventDefault());

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, i) => {
      const fits = (!group.value || row.dataset.group === group.value) && (!word.value || row.dataset.verdict === word.value) &&
        words.every((one) => texts[i].includes(one));
      row.hidden = !fits;
      if (fits) ++count;
    });
    shown.value = count + " of " + rows.length + " cases";
  }
  for (const control of [search, group, word]) control.addEventListener("input", filter);
  filter();

  // Rows without a value go last, whichever way.
  function sort(column, up) {
    const key = (row) => {
      const cell = row.cells[column];
      return cell.dataset.value !== undefined ? Number(cell.dataset.value) : cell.textContent;
    };
    const order = rows.map((row, i) => [key(row), i]);
    order.sort(([a, i], [b, j]) => {
      if (a === "" || b === "") return (a === "") - (b === "") || i - j;
      const way = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en", { numeric: true });
      return (up ? way : -way) || i - j;
    });
    body.append(...order.map(([, i]) => rows[i]));
  }
  Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      sort(column, up);
    });
  });

  // A link to a case opens it.
  function openTarget() {
    const target = location.hash.length > 1 ? byId(location.hash.slice(1)) : null;
    if (!target) return;
    if (target.tagName === "DETAILS") target.open = true;
    target.scrollIntoView();
  }
  addEventListener("hashchange", openTarget);
  openTarget();
})();
