import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { screenshotFolder } from './chat-client.ts';

/** What Teams shows a card in. */
export interface Look {
  readonly widthPx: number;
  readonly theme: 'light' | 'dark';
  /** The button to press first: what it opens is seen as well. */
  readonly opened?: string;
}

const colours = {
  light: {
    page: '#f5f5f5',
    card: '#ffffff',
    text: '#242424',
    subtle: '#616161',
    box: '#f5f5f5',
    accent: '#5b5fc7',
    good: '#237b4b',
    warning: '#835c00',
    attention: '#c4314b',
    attentionBox: '#fcf4f6',
    goodBox: '#e7f2da',
    warningBox: '#fbf6d9',
    accentBox: '#e8ebfa',
    line: '#e0e0e0',
  },
  dark: {
    page: '#1f1f1f',
    card: '#292929',
    text: '#ffffff',
    subtle: '#adadad',
    box: '#141414',
    accent: '#9299f7',
    good: '#92c353',
    warning: '#f8d22a',
    attention: '#f9526b',
    attentionBox: '#3e1f25',
    goodBox: '#0d2e0d',
    warningBox: '#463100',
    accentBox: '#2b2b40',
    line: '#525252',
  },
} as const;

function hostConfig(theme: Look['theme']) {
  const colour = colours[theme];
  const shade = (of: string) => ({ default: of, subtle: `${of}cc` });
  const foregroundColors = {
    default: { default: colour.text, subtle: colour.subtle },
    accent: shade(colour.accent),
    good: shade(colour.good),
    warning: shade(colour.warning),
    attention: shade(colour.attention),
  };
  const box = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    fontFamily: 'Segoe UI, Liberation Sans, sans-serif',
    supportsInteractivity: true,
    spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
    separator: { lineThickness: 1, lineColor: colour.line },
    containerStyles: {
      default: box(colour.card),
      emphasis: box(colour.box),
      attention: box(colour.attentionBox),
      good: box(colour.goodBox),
      warning: box(colour.warningBox),
      accent: box(colour.accentBox),
    },
    actions: {
      maxActions: 6,
      actionsOrientation: 'horizontal',
      showCard: { actionMode: 'inline' },
    },
  };
}

function html({ widthPx, theme }: Look): string {
  const colour = colours[theme];
  return `<style>
      body { margin: 0; width: ${widthPx}px; background: ${colour.page}; }
      button { font: 600 13px sans-serif; padding: 6px 10px; margin: 2px; border-radius: 4px; white-space: normal;
        color: ${colour.text}; background: transparent; border: 1px solid ${colour.subtle}; }
      a { color: ${colour.accent}; }
      /* Teams wraps what the bare renderer would cut off. */
      .ac-actionSet { flex-wrap: wrap !important; }
    </style>
    <div id="card"></div>`;
}

/** Runs in the page. Markdown as far as our cards use it: bold, and escaped signs. */
const show = String.raw`(json, config) => {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(config);
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = text
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/\*\*(.+?)\*\*/g, '<b>$1</b>')
      .replace(/\\([^a-zA-Z0-9\s])/g, '$1');
    result.didProcess = true;
  };
  card.parse(json);
  document.getElementById('card').append(card.render());
}`;

/** Runs in the page: how far right anything reaches, even where it is cut off. */
const rightEdge = `Math.max(...[...document.querySelectorAll('#card *')].map((one) => one.getBoundingClientRect().right))`;

/** Runs in the page: the text that stands out least from what is behind it, and how much (WCAG's contrast ratio). */
const palest = String.raw`(() => {
  const parse = (css) => {
    const [r, g, b, a = 1] = css.match(/[\d.]+/g).map(Number);
    return { rgb: [r, g, b], a };
  };
  const over = (top, below) => top.rgb.map((part, at) => part * top.a + below[at] * (1 - top.a));
  const behind = (one) => {
    if (one === null) return [255, 255, 255];
    const own = parse(getComputedStyle(one).backgroundColor);
    return own.a === 1 ? own.rgb : over(own, behind(one.parentElement));
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [...document.querySelectorAll('#card *')]
    .filter((one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''))
    .map((one) => {
      const back = behind(one);
      const [a, b] = [light(over(parse(getComputedStyle(one).color), back)), light(back)];
      return { text: one.innerText, ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) };
    });
  return found.sort((a, b) => a.ratio - b.ratio)[0];
})()`;

/** WCAG 2.2, 1.4.3, of large text: the colours are Teams' own, what is looked for is text on a wrong ground. */
const leastContrast = 3;

/** What a card looks like there. */
export interface Shown {
  /** How far anything sticks out, in pixels. */
  readonly overflowPx: number;
  /** Where its text is hardest to read. */
  readonly palest: { readonly text: string; readonly ratio: number };
  readonly text: string;
}

/** What cannot be read well on it, and how little it stands out; undefined when all can. */
export function hardToRead({ palest }: Shown): Shown['palest'] | undefined {
  return palest.ratio < leastContrast ? palest : undefined;
}

/** A page that shows cards as small or dark clients would. */
export interface Phone {
  /** With a name, keeps a picture. */
  show(card: object, look: Look, name?: string): Promise<Shown>;
  close(): Promise<void>;
}

/**
 * What Microsoft's look-alike cannot be, narrow and dark: the official renderer, without charts, so that their
 * fallbacks are seen.
 */
export async function openPhone(browser: Browser): Promise<Phone> {
  const page = await browser.newPage({ locale: 'en-GB' });
  const require = createRequire(import.meta.url);
  await page.addScriptTag({ path: require.resolve('adaptivecards/dist/adaptivecards.min.js') });
  return {
    async show(card, look, name) {
      await page.setViewportSize({ width: look.widthPx, height: 700 });
      await page.evaluate(`document.body.innerHTML = ${JSON.stringify(html(look))}`);
      await page.evaluate(
        `(${show})(${JSON.stringify(card)}, ${JSON.stringify(hostConfig(look.theme))})`,
      );
      if (look.opened !== undefined) {
        await page.getByRole('button', { name: look.opened, exact: true }).click();
      }
      if (name !== undefined) {
        mkdirSync(screenshotFolder, { recursive: true });
        await page.screenshot({ path: join(screenshotFolder, `${name}.png`), fullPage: true });
      }
      return {
        overflowPx: Math.max(0, Math.ceil(Number(await page.evaluate(rightEdge))) - look.widthPx),
        palest: await page.evaluate(palest),
        text: await page.locator('#card').innerText(),
      };
    },
    close: () => page.close(),
  };
}
