import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { signIn } from '../fixtures/agent';
import { expect, test } from '../fixtures/product';

/** What axe finds that keeps somebody from using the page. */
async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no page keeps anybody out, in ${colorScheme} colours`, async ({ page, product }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('/sign-in');
    expect(await serious(page), '/sign-in').toEqual([]);
    await signIn(page, product.agent('owner'));
    for (const path of ['/inbox/all', '/inbox/unassigned', '/search?q=lesson', '/statistics', '/groups', '/nowhere']) {
      await page.goto(path);
      expect(await serious(page), path).toEqual([]);
    }
    for (const name of ['Mara Lindqvist', 'Tomás Herrera', 'Wei Zhang']) {
      await page.goto('/inbox/all?status=all');
      await page.locator('a[data-row]', { hasText: name }).click();
      await page.getByRole('log', { name: 'Messages' }).waitFor();
      expect(await serious(page), name).toEqual([]);
    }
    await page.goto(`/chat/${product.demo.inbox_key}`);
    expect(await serious(page), 'the chat').toEqual([]);
    await page.goto('/demo');
    expect(await serious(page), 'the shop').toEqual([]);
  });
}
