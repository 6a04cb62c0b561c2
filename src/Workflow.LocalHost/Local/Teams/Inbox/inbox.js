"use strict";

// Shows the chat's messages, newest first, and sends what is pressed. Cards change when the server says so.
(() => {
  const chat = document.getElementById("chat");
  const shown = new Map();
  const cards = new WeakMap();
  const time = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
  const sans = "'Segoe UI', system-ui, -apple-system, 'Noto Sans', sans-serif";
  const fontSizes = { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 };
  const style = (color, subtle) => ({ default: color, subtle });
  const container = (background, border) => ({
    backgroundColor: background,
    borderColor: border ?? "#00000000",
    foregroundColors: {
      default: style("var(--ink)", "var(--quiet)"),
      dark: style("var(--ink)", "var(--quiet)"),
      light: style("var(--paper)", "var(--paper)"),
      accent: style("var(--brand)", "var(--brand)"),
      attention: style("var(--attention)", "var(--attention)"),
      good: style("var(--good)", "var(--good)"),
      warning: style("var(--warning)", "var(--warning)"),
    },
  });
  const host = new AdaptiveCards.HostConfig({
    fontFamily: sans,
    fontTypes: {
      default: { fontFamily: sans, fontSizes },
      monospace: { fontFamily: "ui-monospace, Consolas, 'DejaVu Sans Mono', monospace", fontSizes },
    },
    fontSizes,
    spacing: { small: 4, default: 10, medium: 12, large: 16, extraLarge: 24, padding: 16 },
    supportsInteractivity: true,
    containerStyles: {
      default: container("var(--paper)"),
      emphasis: container("var(--emphasis-back)"),
      accent: container("var(--accent-back)"),
      good: container("var(--good-back)"),
      attention: container("var(--attention-back)"),
      warning: container("var(--warning-back)"),
    },
    actions: {
      maxActions: 6, spacing: "default", buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left",
      showCard: { actionMode: "inline", inlineTopMargin: 8 },
    },
    inputs: { label: { inputSpacing: 4, requiredInputs: { weight: "Bolder" }, optionalInputs: { weight: "Bolder" } } },
  });

  // A search in the directory is Teams' own: here one chooses among those whom the card names.
  host.inputs.allowDynamicallyFilteredChoiceSet = false;

  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text ?? "";
    return element;
  };

  const note = (bubble, text) => {
    bubble.querySelector(".note")?.remove();
    if (text) {
      const element = make("p", "note", text);
      element.setAttribute("role", "status");
      bubble.append(element);
    }
  };

  const reread = async () => show(await (await fetch(`${location.pathname}/cards`)).json());

  // A notice on a card that still asks, after a rejection, is about its comment.
  const pointOut = (card, bubble) => {
    const field = bubble.querySelector("textarea");
    if (field && card.body.some(element => element.id === "notice")) {
      field.setAttribute("aria-invalid", "true");
      field.addEventListener("input", () => field.removeAttribute("aria-invalid"), { once: true });
      field.focus();
    }
  };

  const press = async (item, bubble, action) => {
    const version = item.version;
    bubble.classList.add("busy");
    note(bubble, "");
    try {
      const response = await fetch(`${location.pathname}/invoke`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ activityId: item.activityId, verb: action.verb, data: action.data }),
      });
      const answer = response.ok ? await response.json() : { message: "Something went wrong. Please try again." };
      // An update that came in meanwhile is newer than this answer.
      if (answer.card && shown.get(item.activityId).item.version === version) {
        render(item, answer.card, bubble);
        if (action.verb === "reject") {
          pointOut(answer.card, bubble);
        }
      } else if (!answer.card) {
        // What was pressed may be out of date: the message is read beside the card as it is.
        await reread();
        note(bubble, answer.message);
      }
    } catch {
      note(bubble, "The gate does not answer. Is it still running?");
    } finally {
      bubble.classList.remove("busy");
    }
  };

  const render = (item, json, bubble) => {
    const entered = new Map((cards.get(bubble)?.getAllInputs() ?? []).map(input => [input.id, input.value]));
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = host;
    card.onExecuteAction = action => {
      if (action instanceof AdaptiveCards.OpenUrlAction) {
        window.open(action.url, "_blank", "noopener,noreferrer");
      } else if (action instanceof AdaptiveCards.ExecuteAction) {
        press(item, bubble, action);
      }
    };
    card.parse(json);
    for (const input of card.getAllInputs()) {
      input.defaultValue = entered.get(input.id) ?? input.defaultValue;
    }
    cards.set(bubble, card);
    bubble.replaceChildren(make("p", "at", time.format(new Date(item.at))), card.render());
  };

  const show = items => {
    if (items.length > 0) {
      chat.querySelector(":scope > .empty")?.remove();
    }
    for (const item of items) {
      const known = shown.get(item.activityId);
      if (known && known.item.version >= item.version) {
        continue;
      }
      const bubble = known?.bubble ?? make("article", item.card ? "bubble" : "bubble text");
      bubble.dataset.activity = item.activityId;
      shown.set(item.activityId, { item, bubble });
      if (item.card) {
        render(item, item.card, bubble);
      } else {
        bubble.replaceChildren(make("p", "at", time.format(new Date(item.at))), make("p", "say", item.text));
      }
      if (!known) {
        chat.prepend(bubble);
      }
    }
  };

  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    // The gate's own sentences hold no Markdown, and all other text is in text runs.
    const holder = document.createElement("p");
    holder.textContent = text;
    result.outputHtml = holder.innerHTML;
    result.didProcess = true;
  };

  new EventSource(`${location.pathname}/events`).addEventListener("cards", event => show(JSON.parse(event.data)));
})();
