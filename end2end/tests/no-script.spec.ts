import { signIn } from '../fixtures/agent';
import { expect, test } from '../fixtures/product';
import { openChat } from '../fixtures/visitor';

test.use({ javaScriptEnabled: false });

test('agent and visitor talk without JavaScript', async ({ browser, page, product }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const visitor = await context.newPage();
  await openChat(visitor, product);
  await visitor.getByRole('textbox', { name: 'Message' }).fill('No script here');
  await visitor.getByRole('button', { name: 'Send' }).click();
  await expect(visitor.getByText('No script here')).toBeVisible();

  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await page.locator('a[data-row]', { hasText: 'No script here' }).click();
  await expect(page).toHaveURL(/\/inbox\/all\/\d+/);
  await page.getByRole('textbox', { name: 'Message' }).fill('None needed');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('log', { name: 'Messages' }).getByText('None needed')).toHaveCount(1);

  await visitor.getByRole('link', { name: 'Refresh' }).click();
  await expect(visitor.getByText('None needed')).toBeVisible();
});

test('list, filter, note, resolve and search work by plain forms and links', async ({ page, product }) => {
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await page.locator('a[data-row]', { hasText: 'Hannah Fischer' }).click();
  const thread = page.getByRole('log', { name: 'Messages' });

  await page.getByText('Note', { exact: true }).first().click();
  await page.getByRole('textbox', { name: 'Message' }).fill('Ask about the postcode');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(thread.getByText('Ask about the postcode')).toHaveCount(1);

  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await page.goto('/inbox/all');
  await expect(page.locator('a[data-row]', { hasText: 'Hannah Fischer' })).toHaveCount(0);
  await page.goto('/inbox/all?status=resolved');
  await expect(page.locator('a[data-row]', { hasText: 'Hannah Fischer' })).toBeVisible();

  await page.goto('/search?q=postcode');
  await expect(page.getByText('Ask about the').first()).toBeVisible();
});
