import { agentReplies, openConversation, signIn } from '../fixtures/agent';
import { expect, test } from '../fixtures/product';
import { openChat, visitorWrites } from '../fixtures/visitor';

test('two agents in one conversation see each other, and nobody answers over the other', async ({ browser, page, product }) => {
  const visitor = await (await browser.newContext()).newPage();
  await openChat(visitor, product);
  await visitorWrites(visitor, 'Who is there?');

  const [olivia, ana] = [product.agent('owner'), product.agent('agent')];
  const other = await (await browser.newContext({ baseURL: product.url })).newPage();
  await signIn(page, olivia);
  await signIn(other, ana);
  for (const each of [page, other]) {
    await each.goto('/inbox/all');
    await openConversation(each, 'Who is there?');
  }
  await expect(page.getByLabel('Colleagues here')).toContainText(/AC|Ana/);
  await expect(other.getByLabel('Colleagues here')).toContainText(/OB|Olivia/);

  // Olivia has begun to write when Ana answers: she is asked before hers is sent.
  const field = page.getByRole('textbox', { name: 'Message' });
  await field.pressSequentially('I am');
  await expect(other.getByText(/Olivia.* typing/).first()).toBeVisible();
  await agentReplies(other, 'Ana is here');
  await expect(page.getByRole('log', { name: 'Messages' }).getByText('Ana is here')).toBeVisible();
  await field.press('Control+Enter');
  await expect(page.getByText(/new message/).first()).toBeVisible();
  await expect(visitor.locator('#messages').getByText('I am')).toHaveCount(0);

  // The answer has made the conversation Ana's, and Olivia's page knows.
  await expect(page.getByRole('log', { name: 'Messages' }).getByText(/Ana Costa.*(assigned|took)/).first()).toBeVisible();
});

test('a resolved conversation leaves the list of everybody, and comes back when the customer writes', async ({
  browser,
  page,
  product,
}) => {
  const visitor = await (await browser.newContext()).newPage();
  await openChat(visitor, product);
  await visitorWrites(visitor, 'A short question');
  const other = await (await browser.newContext({ baseURL: product.url })).newPage();
  await signIn(page, product.agent('owner'));
  await signIn(other, product.agent('agent'));
  await page.goto('/inbox/all');
  await other.goto('/inbox/all');
  const row = other.locator('a[data-row]', { hasText: 'A short question' });
  await expect(row).toBeVisible();

  await openConversation(page, 'A short question');
  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await expect(row).toHaveCount(0);

  await visitorWrites(visitor, 'One more thing');
  await expect(other.locator('a[data-row]', { hasText: 'One more thing' })).toBeVisible();
});
