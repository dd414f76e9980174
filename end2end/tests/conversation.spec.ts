import { agentDoes, agentReplies, alive, openConversation, signIn } from '../fixtures/agent';
import { CUSTOMERS, Phone } from '../fixtures/customer';
import { expect, test } from '../fixtures/product';
import { chatTexts, openChat, visitorWrites } from '../fixtures/visitor';

test('customer and agent talk both ways, and neither reloads', async ({ browser, page, product }) => {
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  const visitor = await (await browser.newContext()).newPage();
  await openChat(visitor, product);

  await visitorWrites(visitor, 'Do you have the atlas?');
  await openConversation(page, 'Do you have the atlas?');
  const thread = page.getByRole('log', { name: 'Messages' });
  await expect(thread.getByText('Do you have the atlas?')).toBeVisible();

  await agentReplies(page, 'Yes, two are left.');
  await expect(visitor.locator('#messages').getByText('Yes, two are left.')).toBeVisible();
  await expect(thread.getByText('Yes, two are left.')).toHaveCount(1);

  await visitorWrites(visitor, 'Please keep one for me.');
  await expect(thread.getByText('Please keep one for me.')).toBeVisible();
});

test('a reload and a lost network in the middle leave nothing out and double nothing', async ({ browser, page, product }) => {
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  const context = await browser.newContext();
  const visitor = await context.newPage();
  await openChat(visitor, product);
  await visitorWrites(visitor, 'number one');
  await openConversation(page, 'number one');

  await context.setOffline(true);
  await visitor.getByRole('textbox', { name: 'Message' }).fill('number two');
  await visitor.getByRole('button', { name: 'Send', exact: true }).click();
  await agentReplies(page, 'number three');
  await context.setOffline(false);
  const thread = page.getByRole('log', { name: 'Messages' });
  await expect(thread.getByText('number two', { exact: true })).toBeVisible();
  await expect(visitor.locator('#messages').getByText('number three', { exact: true })).toBeVisible();

  await page.context().setOffline(true);
  await visitorWrites(visitor, 'number four');
  await page.context().setOffline(false);
  await expect(thread.getByText('number four', { exact: true })).toBeVisible();

  await visitor.reload();
  await page.reload();
  for (const text of ['number one', 'number two', 'number three', 'number four']) {
    await expect(visitor.locator('#messages').getByText(text, { exact: true })).toHaveCount(1);
    await expect(page.getByRole('log', { name: 'Messages' }).getByText(text, { exact: true })).toHaveCount(1);
  }
  expect((await chatTexts(visitor)).at(-1)).toContain('number four');
});

test('a visitor who comes back finds the conversation, and the customer sees no note', async ({ browser, page, product }) => {
  const context = await browser.newContext();
  const visitor = await context.newPage();
  await openChat(visitor, product);
  await visitorWrites(visitor, 'I will be back');
  await visitor.close();

  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'I will be back');
  await page.getByText('Note', { exact: true }).first().click();
  await agentReplies(page, 'only for us');
  await expect(page.getByRole('log', { name: 'Messages' }).getByText('only for us')).toBeVisible();

  const again = await context.newPage();
  await openChat(again, product);
  await expect(again.locator('#messages').getByText('I will be back')).toBeVisible();
  await expect(again.getByText('only for us')).toHaveCount(0);
});

test('what an answer quotes is still there after a reload, like the words begun', async ({ page, product }) => {
  await new Phone(product, CUSTOMERS.WhatsApp).writes('Is the blue one still there?');
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'Is the blue one still there?');
  await agentDoes(page, 'Is the blue one still there?', 'Reply to this');
  const quoted = page.getByRole('group', { name: 'Quoted' });
  await expect(quoted).toContainText('Is the blue one still there?');
  await page.reload();
  await expect(quoted).toContainText('Is the blue one still there?');
  await agentReplies(page, 'Yes, it is.');
  await expect(quoted).toBeHidden();
  await page.reload();
  await alive(page);
  await expect(quoted).toBeHidden();
});
