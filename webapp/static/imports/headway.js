/* How far a list is, asked for again and again; without this the page renews itself. */
const place = document.getElementById("stand");
const spoken = document.getElementById("schritt");
const EVERY_MS = 1000;

function show(said) {
  const steps = new DOMParser().parseFromString(said.html, "text/html");
  place.replaceChildren(...steps.body.childNodes);
  if (spoken.textContent !== said.step) {
    spoken.textContent = said.step;
  }
}

async function ask() {
  const answer = await fetch(place.dataset.stand, { headers: { Accept: "application/json" } }).catch(() => null);
  if (answer) {
    const said = answer.ok && !answer.redirected ? await answer.json() : { over: true };
    if (said.over) {
      location.reload();
      return;
    }
    show(said);
  }
  setTimeout(ask, EVERY_MS);
}
setTimeout(ask, EVERY_MS);
