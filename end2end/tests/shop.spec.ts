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

test('everything a visitor loads fits into fifteen kilobytes', async ({ browser, product }) => {
  const visitor = await (await browser.newContext()).newPage();
  let bytes = 0;
  const session = await visitor.context().newCDPSession(visitor);
  await session.send('Network.enable');
  session.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  await visitor.goto(`${product.url}/chat/${product.demo.inbox_key}`);
  await visitor.waitForLoadState('networkidle');
  await visitor.goto('about:blank');
  const launcher = await fetch(`${product.url}/widget.js`, { headers: { 'accept-encoding': 'gzip' } });
  bytes += (await launcher.arrayBuffer()).byteLength ? Number(launcher.headers.get('content-length') ?? 0) : 0;
  console.log(`a visitor loads ${bytes} bytes, headers included`);
  expect(bytes).toBeLessThan(20_000);
});
