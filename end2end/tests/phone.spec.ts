import { agentReplies, alive, signIn } from '../fixtures/agent';
import { expect, test } from '../fixtures/product';

test('on a phone, list, conversation and details are pages of their own @phone', async ({ page, product }) => {
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await expect(page.getByRole('log', { name: 'Messages' })).toHaveCount(0);
  await alive(page);

  await page.locator('a[data-row]', { hasText: 'Jonas Weber' }).click();
  const thread = page.getByRole('log', { name: 'Messages' });
  await expect(thread).toBeVisible();
  await agentReplies(page, 'A tutor is on the way');
  await expect(thread.getByText('A tutor is on the way')).toBeVisible();
  // Nothing is wider than the screen.
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

  await page.getByRole('link', { name: 'Back to the list' }).click();
  await expect(page).toHaveURL(/\/inbox\/all$/);
  await expect(page.locator('a[data-row]', { hasText: 'Jonas Weber' })).toBeVisible();
});
