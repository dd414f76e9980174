import { get } from 'node:http';
import { agentReplies, openConversation, signIn } from '../fixtures/agent';
import { expect, test } from '../fixtures/product';

test('a shop embeds the chat, and its visitor is answered from the inbox', async ({ browser, page, product }) => {
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(`${product.url}/demo`);
  await visitor.getByRole('button', { name: /chat/i }).click();
  const chat = visitor.frameLocator('iframe');
  await chat.getByRole('textbox', { name: 'Message' }).fill('From the shop');
  await chat.getByRole('button', { name: 'Send', exact: true }).click();

  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'From the shop');
  await agentReplies(page, 'Welcome to the shop');
  await expect(chat.getByText('Welcome to the shop')).toBeVisible();
});

/** How many bytes travel for an address when the browser takes gzip: the body as sent, not unpacked. */
async function gzipBytes(url: string): Promise<number> {
  return new Promise((done, failed) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.on('end', () => done(bytes));
    }).on('error', failed);
  });
}

test('everything a visitor loads fits into fifteen kilobytes', async ({ browser, product }) => {
  const visitor = await (await browser.newContext()).newPage();
  const loaded = new Set([`${product.url}/widget.js`]);
  visitor.on('request', (request) => {
    if (['document', 'script', 'stylesheet', 'image', 'font'].includes(request.resourceType())) loaded.add(request.url());
  });
  await visitor.goto(`${product.url}/chat/${product.demo.inbox_key}`);
  await expect(visitor.getByRole('textbox', { name: 'Message' })).toBeVisible();
  let bytes = 0;
  for (const url of loaded) {
    bytes += await gzipBytes(url);
  }
  console.log(`${loaded.size} files, ${bytes} bytes`);
  expect(loaded.size).toBeGreaterThanOrEqual(4);
  expect(bytes).toBeLessThanOrEqual(15_360);
});
