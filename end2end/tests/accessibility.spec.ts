import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { agentDoes, agentReplies, inThread, openConversation, signIn } from '../fixtures/agent';
import { CUSTOMERS, openPhone, Phone } from '../fixtures/customer';
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
    for (const path of ['/inbox/all', '/inbox/unassigned', '/search?q=monstera', '/statistics', '/groups', '/nowhere']) {
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

  test(`no page about channels keeps anybody out, in ${colorScheme} colours`, async ({ page, product }) => {
    await page.emulateMedia({ colorScheme });
    await signIn(page, product.agent('owner'));
    for (const path of ['/channels', '/channels/new/whatsapp', '/channels/new/email', '/channels/new/email?login=google', '/channels/dead-letters']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await serious(page), path).toEqual([]);
    }
    await page.goto('/channels');
    await page.getByRole('link', { name: /Fern & Fig on WhatsApp/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Fern & Fig on WhatsApp' }).waitFor();
    const address = page.url();
    await page.goto(`${address}?new=1&test=1`);
    await expect(page.getByRole('region', { name: 'Connection' }).getByRole('listitem').first()).toBeVisible();
    expect(await serious(page), 'a channel').toEqual([]);
    await page.getByRole('link', { name: 'Remove channel…' }).click();
    expect(await serious(page), 'the question before removing').toEqual([]);
  });

  test(`no message of a channel keeps anybody out, in ${colorScheme} colours`, async ({ page, product }) => {
    await page.emulateMedia({ colorScheme });
    const ana = new Phone(product, CUSTOMERS.WhatsApp);
    const question = await ana.writes(`A question in ${colorScheme}`);
    for (const kind of ['image', 'voice', 'video', 'document', 'sticker', 'location', 'contact', 'order', 'unsupported']) {
      await ana.does({ kind });
    }
    await ana.does({ kind: 'text', text: 'An answer to myself', reply_to: question });
    await ana.does({ kind: 'delete', message: await ana.writes('Forget this') });
    await signIn(page, product.agent('owner'));
    await page.goto('/inbox/all');
    await openConversation(page, CUSTOMERS.WhatsApp.name);
    await ana.trouble({ kind: 'error', code: 131026, times: 1 });
    await agentReplies(page, `Refused in ${colorScheme}`);
    await expect(inThread(page, `Refused in ${colorScheme}`).getByText(/^Not sent/)).toBeVisible();
    await ana.trouble({ kind: 'no_statuses', times: 1 });
    await ana.trouble({ kind: 'lost_answer', times: 1 });
    await agentReplies(page, `Lost in ${colorScheme}`);
    const lost = inThread(page, `Lost in ${colorScheme}`);
    await expect(lost.getByText(/^Perhaps sent/)).toBeVisible();
    await lost.getByText('Send again…').click();
    await ana.does({ kind: 'reaction', message: question });
    await page.getByRole('button', { name: 'Templates' }).click();
    await page.getByText('Order update').click();
    expect(await serious(page), 'the thread').toEqual([]);
    await agentDoes(page, `Lost in ${colorScheme}`, 'Why? What happened on the way');
    await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
    expect(await serious(page), 'the way of a message').toEqual([]);
    await openPhone(page, product, CUSTOMERS.WhatsApp);
    expect(await serious(page), 'the phone').toEqual([]);
  });
}
