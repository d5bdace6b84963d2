import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, errors, type Locator, type Page } from 'playwright-core';
import { botName, teamName } from '../../src/demo/playground/config.ts';
import { type CardJson, cardsIn } from './card-json.ts';
import { keepHeard } from './said.ts';
import { until } from './until.ts';

/** Screenshots of a run go here. */
export const screenshotFolder = 'artifacts/e2e';

const wide = { width: 1280, height: 1000 };
const tall = { width: 1280, height: 2600 };

/** Microsoft's chat client as a person uses it. Cards are those of the chat that is open. */
export class ChatClient {
  readonly #page: Page;
  readonly #botWord: string;
  readonly #seen: CardJson[] = [];
  #isChannel = false;

  private constructor(page: Page) {
    this.#page = page;
    this.#botWord = botName.split(' ')[0] ?? botName;
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => this.#hear(String(payload)));
    });
    page.on('response', (response) => {
      if (!response.url().endsWith('/v1/invoke')) return;
      response.text().then(
        (body) => this.#hear(body),
        () => undefined,
      );
    });
  }

  #hear(text: string): void {
    keepHeard(text);
    this.#seen.push(...cardsIn(text));
  }

  /** Opens the chat client that listens there in a window of its own. */
  static async open(browser: Browser, port: number): Promise<ChatClient> {
    const page = await browser.newPage({ viewport: wide, locale: 'en-GB' });
    const client = new ChatClient(page);
    await page.goto(`http://127.0.0.1:${port}`);
    await page.getByRole('button', { name: 'Hide log panel' }).click();
    return client;
  }

  /** Goes to the chat with the bot alone. */
  async openPersonal(): Promise<void> {
    this.#isChannel = false;
    await this.#page.getByRole('treeitem', { name: 'Personal Chat' }).click();
    await this.#page.getByRole('button', { name: 'Send Message' }).waitFor();
    // It comes by itself, and would be taken for the answer to what is asked meanwhile.
    const hello = this.cardsWith('Hello, I answer from');
    await this.#wait('the bot says hello', async () => (await hello.count()) > 0);
  }

  /** Goes to a channel of the team. */
  async openChannel(name: string): Promise<void> {
    this.#isChannel = true;
    await this.#page.getByRole('treeitem', { name: `${teamName} - ${name}` }).click();
    await this.#page.getByRole('button', { name: 'Post', exact: true }).waitFor();
  }

  /** Types and sends; in a channel the bot is mentioned first, by the list that `@` opens. */
  async say(text: string): Promise<void> {
    await this.#page.getByRole('textbox').first().click();
    if (this.#isChannel) {
      await this.#page.keyboard.type(`@${this.#botWord}`);
      await this.#page.locator('#typeahead-menu').getByRole('menuitem').first().click();
      await this.#page.keyboard.type(' ');
    }
    await this.#page.keyboard.type(text);
    const send = this.#isChannel ? 'Post' : 'Send Message';
    await this.#page.getByRole('button', { name: send, exact: true }).first().click();
  }

  /** All cards of the open chat, in the order of the page. */
  cards(): Locator {
    return this.#page.locator('.ac-preview-panel > .ac-adaptiveCard');
  }

  /** The cards in which all these texts stand. */
  cardsWith(...texts: readonly string[]): Locator {
    return texts.reduce((cards, hasText) => cards.filter({ hasText }), this.cards());
  }

  /** Asks in the personal chat and gives the card that answers. */
  async ask(text: string): Promise<Locator> {
    const before = await this.cards().count();
    await this.say(text);
    await this.#wait(`a card answers “${text}”`, async () => (await this.cards().count()) > before);
    return this.cards().nth(before);
  }

  /** Presses what a card offers under that title and waits until the card has changed in place. */
  async press(card: Locator, title: string | RegExp): Promise<void> {
    const before = await card.innerText();
    await this.click(card, title);
    await this.#wait(
      `“${title}” changes the card`,
      async () => (await card.innerText()) !== before,
    );
  }

  /**
   * Opens what a card unfolds under that title, known by these words in it, again when an edit of the card has
   * closed it meanwhile; gives what the card says while it is open.
   */
  async unfold(card: Locator, title: string, words: string): Promise<string> {
    let text = '';
    await this.#wait(`“${title}” unfolds “${words}”`, async () => {
      text = await card.innerText();
      if (text.includes(words)) return true;
      await this.click(card, title);
      return false;
    });
    return text;
  }

  /** Fills in what a card unfolds under that title and presses the button in it, again when an edit closed it. */
  async submit(
    card: Locator,
    title: string,
    fillIn: () => Promise<void>,
    button: string,
  ): Promise<void> {
    await this.#wait(`“${button}” is pressed below “${title}”`, async () => {
      await this.unfold(card, title, button);
      try {
        await fillIn();
        const inside = card.getByRole('button', { name: button, exact: true });
        await inside.click({ timeout: 5_000 });
        return true;
      } catch (thrown) {
        if (thrown instanceof errors.TimeoutError) return false;
        throw thrown;
      }
    });
  }

  /** Waits until a card that changes by itself holds this text. */
  async becomes(card: Locator, text: string | RegExp): Promise<void> {
    const isSaid = (all: string) =>
      typeof text === 'string' ? all.includes(text) : text.test(all);
    await this.#wait(`the card says “${text}”`, async () => isSaid(await card.innerText()));
  }

  /** Chooses in a list that a card offers; the list itself opens beside the card. */
  async choose(card: Locator, label: string, option: string): Promise<void> {
    await card.getByRole('combobox', { name: label }).click();
    await this.#page.getByRole('option', { name: option }).click();
  }

  /** Waits until a message of the open chat that is no card says this. */
  async hears(text: string): Promise<void> {
    const message = this.#page.getByText(text).first();
    await this.#wait(`a message says “${text}”`, () => message.isVisible());
  }

  /** Presses without expecting the card to change. */
  async click(card: Locator, title: string | RegExp): Promise<void> {
    const buttons = card.getByRole('button');
    const meant =
      typeof title === 'string'
        ? card.getByRole('button', { name: title, exact: true })
        : buttons.filter({ hasText: title });
    await meant.first().click();
  }

  /** Presses a link of a card and gives the address that it opens; the page itself is not fetched. */
  async follow(card: Locator, title: string): Promise<string> {
    const context = this.#page.context();
    await context.route('https://**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '' }),
    );
    const opened = this.#page.waitForEvent('popup');
    await card.getByRole('link', { name: title }).click();
    const popup = await opened;
    await popup.waitForURL(/^https:/);
    const address = popup.url();
    await popup.close();
    await context.unrouteAll();
    return address;
  }

  /** The JSON of the newest card that reached the client with this text in it. */
  jsonOf(text: string): CardJson {
    const found = this.#seen.findLast((card) => JSON.stringify(card).includes(text));
    if (found === undefined) throw new Error(`No card with “${text}” reached the chat client.`);
    return found;
  }

  /** Waits, and keeps a picture of what was there instead when it was in vain. */
  async #wait(what: string, isSo: () => Promise<boolean>): Promise<void> {
    await until(what, isSo).catch(async (thrown) => {
      await this.screenshot('in-vain');
      throw thrown;
    });
  }

  /** Keeps a picture of the whole window, or of one card. */
  async screenshot(name: string, card?: Locator): Promise<void> {
    mkdirSync(screenshotFolder, { recursive: true });
    keepHeard(await this.#page.content());
    const path = join(screenshotFolder, `${name}.png`);
    if (card === undefined) {
      await this.#page.screenshot({ path });
      return;
    }
    // The chat's own header hides what does not fit into the window.
    await this.#page.setViewportSize(tall);
    await card.scrollIntoViewIfNeeded();
    await card.screenshot({ path });
    await this.#page.setViewportSize(wide);
  }
}
