// Shows the chosen files under <input type="file" data-preview>: a small picture for a photo, name and size for all.
export function previewPhotos(page) {
  for (const box of page.querySelectorAll('input[type="file"][data-preview]')) {
    const list = document.createElement("ul");
    list.className = "chosen-files";
    list.setAttribute("aria-live", "polite");
    box.insertAdjacentElement("afterend", list);
    box.addEventListener("change", () => {
      for (const picture of list.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
      list.replaceChildren(...[...box.files].map(row));
    });
  }
}

function row(file) {
  const item = document.createElement("li");
  item.className = "photo-row";
  const words = document.createElement("span");
  words.textContent = `${file.name}, ${size(file.size)}`;
  if (/^image\/(jpeg|png|webp|gif)$/.test(file.type)) {
    const picture = document.createElement("img");
    picture.src = URL.createObjectURL(file);
    picture.alt = "";
    item.append(picture);
  }
  item.append(words);
  return item;
}

export function size(octets) {
  if (octets < 1e6) return `${Math.max(1, Math.round(octets / 1e3))} KB`;
  return `${(octets / 1e6).toFixed(1).replace(/\.0$/, "")} MB`;
}
