/* What a page can do beyond plain links: keep the place when the language changes, and cite it. */
"use strict";

(() => {
  const keepPlace = () => {
    for (const link of document.querySelectorAll("a[data-keep-fragment]")) link.hash = location.hash;
  };

  const cite = () => {
    const box = document.getElementById("_cite");
    if (!box) return;
    const number = /^#para-(\d+(?:-[a-z]+)?)$/.exec(location.hash);
    box.hidden = !number || !document.getElementById(`para-${number[1]}`);
    if (box.hidden) return;
    const words = box.dataset.citation
      .replace("{symbol}", box.dataset.symbol)
      .replace("{number}", number[1].replace("-", " "));
    box.querySelector("output").value = (box.dataset.cited || "{citation}. {address}")
      .replace("{citation}", words)
      .replace("{address}", location.href);
  };

  const copy = async (event) => {
    const button = event.currentTarget;
    await navigator.clipboard.writeText(button.parentElement.querySelector("output").value);
    button.textContent = button.dataset.done;
  };

  const follow = () => {
    keepPlace();
    cite();
  };

  const button = document.querySelector("#_cite button");
  if (button) {
    button.hidden = !navigator.clipboard;
    button.dataset.copy = button.textContent;
    button.addEventListener("click", copy);
    window.addEventListener("hashchange", () => {
      button.textContent = button.dataset.copy;
    });
  }
  window.addEventListener("hashchange", follow);
  follow();
})();
