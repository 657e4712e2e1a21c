// A browser that may ask no network for anything, and notes whatever it was asked to.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

/** modules: the folder that holds node_modules. */
export async function startBrowser(modules, executablePath) {
  const { chromium } = createRequire(pathToFileURL(modules + "/"))("playwright-core");
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Opens a page file; its errors and requests are in page.complaints. options: of the browser's context. */
export async function openPage(browser, file, options = {}, hash = "") {
  const context = await browser.newContext({ viewport: { width: 1024, height: 800 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) page.complaints.push(message.text()); });
  page.on("pageerror", (error) => page.complaints.push("error: " + error.message));
  page.on("request", (request) => { if (!request.url().startsWith("file://")) page.complaints.push("request: " + request.url()); });
  await page.goto(pathToFileURL(file).href + hash);
  return page;
}

/** Draws all figures that are not in closed details, as scrolling through would. The page grows meanwhile. */
export async function drawAll(page) {
  const deadline = Date.now() + 60000;
  for (;;) {
    const next = await page.evaluate(() => {
      const undrawn = Array.from(document.querySelectorAll(".drawing:not(.done)")).find((one) => one.checkVisibility());
      if (undrawn) undrawn.scrollIntoView();
      return undrawn ? undrawn.dataset.spec : null;
    });
    if (next === null) break;
    if (Date.now() > deadline) throw new Error(next + " is not drawn");
    await page.waitForTimeout(30);
  }
  await page.evaluate(() => scrollTo(0, 0));
}
