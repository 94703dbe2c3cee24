// Shows the buttons that copy the lines of a fix, since only a script can copy.

// The lines are appended to a file whose last line may not end in a line break.
function linesOf(button) {
  return `\n${button.closest(".fsq-way").querySelector("pre").textContent.trimEnd()}\n`;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page that is not served by https or by this machine has no clipboard.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

function prepare(button) {
  const label = button.textContent;
  button.hidden = false;
  button.onclick = async () => {
    await copy(linesOf(button));
    button.focus();
    button.textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  };
}

export default {
  onExtensionPageLoad() {
    document.querySelectorAll(".fsq-copy[hidden]").forEach(prepare);
  },
};
