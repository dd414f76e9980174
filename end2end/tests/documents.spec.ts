import type { Page } from '@playwright/test';
import { inThread, openConversation, signIn } from '../fixtures/agent';
import { CUSTOMERS, Phone } from '../fixtures/customer';
import { expect, test } from '../fixtures/product';
import { openChat, visitorWrites } from '../fixtures/visitor';

/** A PDF whose pages differ in height, so that each can be told from the others. */
function pdf(heights: number[]): Buffer {
  const page = (place: number) => 3 + place;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${heights.map((_, place) => `${page(place)} 0 R`).join(' ')}] /Count ${heights.length} >>`,
    ...heights.map((height) => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 ${height}] >>`),
  ];
  let text = '%PDF-1.4\n';
  let table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  objects.forEach((object, place) => {
    table += `${String(text.length).padStart(10, '0')} 00000 n \n`;
    text += `${place + 1} 0 obj\n${object}\nendobj\n`;
  });
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + table + trailer);
}

/** Height of the page that is shown, for a width of 200. */
async function heightShown(page: Page): Promise<number> {
  return page
    .getByRole('dialog', { name: 'Pages' })
    .getByRole('img')
    .evaluate((image: HTMLImageElement) => Math.round((image.naturalHeight / image.naturalWidth) * 200));
}

/** Sends a file from the chat of the website, and then some words to find it by. */
async function visitorSends(visitor: Page, words: string, name: string, buffer: Buffer): Promise<void> {
  await visitor.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer });
  await visitor.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(visitor.locator('#messages').getByText(name)).toBeVisible();
  await visitorWrites(visitor, words);
}

test('a PDF of a customer shows its first page, and opens large to turn its pages by buttons and keys', async ({ browser, page, product }) => {
  const visitor = await (await browser.newContext()).newPage();
  await openChat(visitor, product);
  await visitorSends(visitor, 'Here is my order form', 'order form.pdf', pdf([100, 200, 300]));
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'Here is my order form');
  const thread = page.getByRole('log', { name: 'Messages' });
  await expect(thread.getByText('3 pages')).toBeVisible();

  const cover = thread.getByRole('link', { name: 'Show the pages of order form.pdf' });
  await cover.click();
  const lightbox = page.getByRole('dialog', { name: 'Pages' });
  await expect(lightbox.getByText('Page 1 of 3')).toBeVisible();
  await expect.poll(() => heightShown(page)).toBe(100);
  await expect(lightbox.getByRole('button', { name: 'Previous page' })).toBeDisabled();
  await lightbox.getByRole('button', { name: 'Next page' }).click();
  await expect(lightbox.getByText('Page 2 of 3')).toBeVisible();
  await expect.poll(() => heightShown(page)).toBe(200);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(lightbox.getByText('Page 3 of 3')).toBeVisible();
  await expect.poll(() => heightShown(page)).toBe(300);
  await page.keyboard.press('Home');
  await expect(lightbox.getByText('Page 1 of 3')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(lightbox).toBeHidden();
  await expect(cover).toBeFocused();

  // The file itself is only ever saved.
  const saved = page.waitForEvent('download');
  await thread.getByRole('link', { name: /^order form\.pdf/ }).click();
  expect((await saved).suggestedFilename()).toBe('order form.pdf');
});

test('a PDF that cannot be drawn is a file to fetch, and nothing else suffers', async ({ browser, page, product }) => {
  const visitor = await (await browser.newContext()).newPage();
  await openChat(visitor, product);
  await visitorSends(visitor, 'The scan came out strange', 'strange.pdf', Buffer.from('%PDF-1.7\nnothing in it'));
  await visitorSends(visitor, 'This one is better', 'better.pdf', pdf([100]));
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'This one is better');
  const thread = page.getByRole('log', { name: 'Messages' });
  await expect(thread.getByText('1 page', { exact: false })).toBeVisible();
  await expect(thread.getByRole('link', { name: /^strange\.pdf/ })).toBeVisible();
  await expect(thread.getByRole('link', { name: 'Show the pages of strange.pdf' })).toBeHidden();
});

test('a PDF from WhatsApp shows its first page as well', async ({ page, product }) => {
  const ana = new Phone(product, CUSTOMERS.WhatsApp);
  await ana.does({ kind: 'document' });
  await ana.writes('The invoice you asked for');
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'The invoice you asked for');
  await expect(inThread(page, '1 page').last()).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the first page of a PDF is a link to its picture', async ({ page, product }) => {
    const ana = new Phone(product, CUSTOMERS.WhatsApp);
    await ana.does({ kind: 'document' });
    await ana.writes('Another invoice');
    await signIn(page, product.agent('owner'));
    await page.goto('/inbox/all');
    await page.locator('a[data-row]', { hasText: 'Another invoice' }).click();
    const address = await page.getByRole('link', { name: /^Show the pages of / }).last().getAttribute('href');
    const picture = await page.request.get(`${product.url}${address}`);
    expect([picture.status(), picture.headers()['content-type']]).toEqual([200, 'image/png']);
  });
});
