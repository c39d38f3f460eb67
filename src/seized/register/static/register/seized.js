// Which findings are marked in a text is a choice of the reader; it stays in this browser.
const article = document.querySelector("article.text");
for (const box of document.querySelectorAll("input[data-mark]")) {
  const kind = box.dataset.mark;
  const kept = localStorage.getItem(`mark-${kind}`);
  if (kept !== null) box.checked = kept === "1";
  const show = () => {
    const set = new Set((article.dataset.marks || "").split(" ").filter(Boolean));
    if (box.checked) set.add(kind);
    else set.delete(kind);
    article.dataset.marks = [...set].join(" ");
  };
  show();
  box.addEventListener("change", () => {
    localStorage.setItem(`mark-${kind}`, box.checked ? "1" : "0");
    show();
  });
}

// Single keys: "/" goes to the search, "j" and "k" to the next and last paragraph, and whatever has
// a data-key is pressed by it. They can be switched off; the choice stays in this browser.
const keys = { on: localStorage.getItem("keys") !== "0" };
for (const box of document.querySelectorAll("input[data-keys]")) {
  box.checked = keys.on;
  box.addEventListener("change", () => {
    keys.on = box.checked;
    localStorage.setItem("keys", box.checked ? "1" : "0");
  });
}
document.addEventListener("keydown", (event) => {
  if (!keys.on || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = event.target;
  if (/^(TEXTAREA|SELECT)$/.test(field.tagName)) return;
  if (field.tagName === "INPUT" && !/^(checkbox|radio)$/.test(field.type)) return;
  const pressed = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (pressed) {
    event.preventDefault();
    pressed.click();
  } else if (event.key === "/") {
    event.preventDefault();
    document.getElementById("find")?.focus();
  } else if ((event.key === "j" || event.key === "k") && article) {
    const rows = [...article.querySelectorAll(".row[id]")];
    const now = rows.findIndex((row) => `#${row.id}` === location.hash);
    const next = rows[now + (event.key === "j" ? 1 : -1)];
    if (next) location.hash = next.id;
  }
});

// Words as they are typed, counted as the server counts them: a Chinese character is one.
const han = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const token = new RegExp(
  `[${han}]|[^\\s${han}\\u3000-\\u303f\\uff00-\\uff0f\\uff1a-\\uff20]+`,
  "gu",
);
for (const area of document.querySelectorAll("textarea[data-words]")) {
  const shown = area.closest(".field").querySelector("[data-count]");
  const count = () => {
    const words = (area.value.match(token) || []).filter((t) => /[\p{L}\p{N}]/u.test(t)).length;
    shown.textContent = words;
    shown.classList.toggle("over", words > Number(area.dataset.words));
  };
  area.addEventListener("input", count);
  count();
}

// What can be copied: an address, a citation, or the text of another element.
const copies = {
  copyLink: (value) => new URL(`#${value}`, location.href).href,
  copyText: (value) => value,
  copy: (value) => document.getElementById(value)?.textContent ?? "",
};
for (const button of document.querySelectorAll("[data-copy-link], [data-copy-text], [data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const [kind, value] = Object.entries(button.dataset).find(([name]) => name in copies);
    await navigator.clipboard.writeText(copies[kind](value));
    button.classList.add("done");
    setTimeout(() => button.classList.remove("done"), 1500);
  });
}
