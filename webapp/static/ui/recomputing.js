// Shows the page anew when what it was still missing has been computed. Whoever is writing is not interrupted.

const LOOK_MS = 700;
const notice = document.querySelector("[data-recomputing]");

function isWriting() {
  return [...document.querySelectorAll("input, textarea, select")].some(
    (field) => field === document.activeElement || (field.defaultValue ?? field.value) !== field.value,
  );
}

async function look() {
  const answer = await fetch(notice.dataset.recomputing, { headers: { Accept: "application/json" } }).catch(() => null);
  const isReady = answer?.ok && !(await answer.json()).pending.length;
  if (isReady && !isWriting()) {
    location.reload();
  } else {
    setTimeout(look, LOOK_MS);
  }
}

setTimeout(look, LOOK_MS);
