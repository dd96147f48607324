/* A list takes a while to read: what is going on is said, and no button is pressed twice. Everything works without. */
for (const form of document.querySelectorAll("form[data-wait]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const note = document.createElement("div");
    note.className = "notice import-wait";
    note.setAttribute("role", "status");
    note.append(form.dataset.wait, document.createElement("br"), document.createElement("progress"));
    document.body.append(note);
  });
  window.addEventListener("pageshow", () => {
    delete form.dataset.sent;
    document.querySelector(".import-wait")?.remove();
  });
}

/* The name of a new network is asked for only where a new one is chosen. */
for (const part of document.querySelectorAll("[data-for-new]")) {
  const choice = document.getElementById(part.dataset.forNew);
  const show = () => {
    part.hidden = choice.value !== "";
  };
  choice.addEventListener("change", show);
  show();
}
