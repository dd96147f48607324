// Shows the page anew when what it was still missing has been computed. Whoever is writing is not interrupted, and who
// has clicked on a link is not held back: showing the page anew would take the place of where the link leads.

const LOOK_MS = 700;
const LEAVING_MS = 10_000;
const notice = document.querySelector("[data-recomputing]");
let leftAt = -Infinity;

addEventListener("beforeunload", () => { leftAt = performance.now(); });

function isLeaving() {
  return performance.now() - leftAt < LEAVING_MS;
}

function isWriting() {
  return [...document.querySelectorAll("input, textarea, select")].some(
    (field) => field === document.activeElement || (field.defaultValue ?? field.value) !== field.value,
  );
}

async function look() {
  const answer = await fetch(notice.dataset.recomputing, { headers: { Accept: "application/json" } }).catch(() => null);
  const isReady = answer?.ok && !(await answer.json()).pending.length;
  if (isReady && !isWriting() && !isLeaving()) {
    location.reload();
  } else {
    setTimeout(look, LOOK_MS);
  }
}

setTimeout(look, LOOK_MS);
