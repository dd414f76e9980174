import { agentReplies, openConversation, signIn } from '../fixtures/agent';
import { expect, test } from '../fixtures/product';
import { openChat, visitorWrites } from '../fixtures/visitor';

test('where WebSockets are blocked, both sides still talk live', async ({ browser, product }) => {
  const contexts = [await browser.newContext({ baseURL: product.url }), await browser.newContext()];
  for (const context of contexts) {
    // As a proxy does that does not know the protocol: the connection closes before a word is said.
    await context.routeWebSocket(/.*/, (socket) => void socket.close());
  }
  const page = await contexts[0]!.newPage();
  const visitor = await contexts[1]!.newPage();
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openChat(visitor, product);
  await visitorWrites(visitor, 'Through the proxy');
  await openConversation(page, 'Through the proxy');
  // The pages need a few attempts to find out.
  await visitorWrites(visitor, 'Do you hear me?');
  await expect(page.getByRole('log', { name: 'Messages' }).getByText('Do you hear me?')).toBeVisible({ timeout: 20_000 });
  await agentReplies(page, 'Loud and clear');
  await expect(visitor.locator('#messages').getByText('Loud and clear')).toBeVisible({ timeout: 20_000 });
});
