// What makes a page hard to read, found by measuring it: run within the page.

/** Text whose contrast with what is behind it is under WCAG's 4.5 (AA). */
export function faintTexts() {
  const channel = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parse = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const paper = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(at).backgroundColor);
      if (a > 0.99 && r !== undefined) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !element.checkVisibility({ opacityProperty: true, contentVisibilityAuto: true }) || ["SCRIPT", "OPTION"].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    const svg = element.closest("svg");
    if (svg && svg.querySelector(".mark-text.role-mark")?.contains(element)) continue;  // on a cell of its own colour
    const ink = parse(svg ? style.fill : style.color);
    const [a, b] = [luminance(ink), luminance(paper(element))].sort((x, y) => y - x);
    const contrast = (a + 0.05) / (b + 0.05);
    if (contrast < 4.5) faint.push(`${node.textContent.trim().slice(0, 40)} ${contrast.toFixed(2)}`);
  }
  return faint.slice(0, 10);
}

/** Blocks of text that lie on each other, and the figures' own labels that do. */
export function overlaps() {
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });
  const found = [];
  const compare = (elements, slack) => {
    const boxes = elements.filter(shown).map((element) => [element, element.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0 && box.height > 0 && box.right > 0);
    boxes.sort((a, b) => a[1].top - b[1].top);
    for (let i = 0; i < boxes.length; ++i) {
      for (let j = i + 1; j < boxes.length && boxes[j][1].top < boxes[i][1].bottom - slack; ++j) {
        const [a, b] = [boxes[i], boxes[j]];
        if (a[0].contains(b[0]) || b[0].contains(a[0])) continue;
        if (Math.min(a[1].right, b[1].right) - Math.max(a[1].left, b[1].left) > slack)
          found.push(`${a[0].textContent.trim().slice(0, 30)} | ${b[0].textContent.trim().slice(0, 30)}`);
      }
    }
  };
  // Not the bar that stays on top, nor what is scrolled within its frame.
  compare(Array.from(document.querySelectorAll("h1, h2, h3, p, li, summary, label, button, .wide, .drawing"))
    .filter((element) => !element.closest("nav") && !element.parentElement.closest(".wide")), 1);
  for (const svg of document.querySelectorAll(".drawing svg"))
    compare(Array.from(svg.querySelectorAll(".role-axis-label text, .role-axis-title text, .role-legend-label text")), 3);
  return found.slice(0, 10);
}

/** By how many pixels the page is wider than its window. */
export function overflow() {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
}
