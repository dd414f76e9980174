import { agentReplies, openConversation, signIn } from '../fixtures/agent';
import { expect, test } from '../fixtures/product';
import { openChat, visitorWrites } from '../fixtures/visitor';

test('a server that is killed and started again loses no acknowledged message, and both pages recover', async ({
  browser,
  page,
  product,
}) => {
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  const visitor = await (await browser.newContext()).newPage();
  await openChat(visitor, product);
  await visitorWrites(visitor, 'before the crash');
  await openConversation(page, 'before the crash');
  await agentReplies(page, 'acknowledged');
  await expect(visitor.locator('#messages').getByText('acknowledged')).toBeVisible();

  await product.kill();
  await visitor.getByRole('textbox', { name: 'Message' }).fill('while it was down');
  await visitor.getByRole('button', { name: 'Send', exact: true }).click();
  await product.restart();

  const thread = page.getByRole('log', { name: 'Messages' });
  await expect(thread.getByText('while it was down')).toBeVisible({ timeout: 30_000 });
  await agentReplies(page, 'after the crash');
  await expect(visitor.locator('#messages').getByText('after the crash')).toBeVisible({ timeout: 30_000 });
  for (const text of ['before the crash', 'acknowledged', 'while it was down', 'after the crash']) {
    await expect(thread.getByText(text, { exact: true })).toHaveCount(1);
    await expect(visitor.locator('#messages').getByText(text, { exact: true })).toHaveCount(1);
  }
});
