import { createHmac } from 'node:crypto';
import { signIn } from '../fixtures/agent';
import { CUSTOMERS } from '../fixtures/customer';
import { expect, type Product, test } from '../fixtures/product';

/** The echo of something the page's people wrote elsewhere, which does not tell to whom; signed with the demo's secret. */
async function messengerCalls(product: Product, text: string): Promise<number> {
  const page = CUSTOMERS.Messenger.line;
  const item = { sender: { id: page }, timestamp: Date.now(), message: { mid: 'm_nobody', is_echo: true, text } };
  const body = JSON.stringify({ object: 'page', entry: [{ id: page, time: Date.now(), messaging: [item] }] });
  const signature = createHmac('sha256', 'demo-app-secret').update(body).digest('hex');
  const answer = await fetch(`${product.url}/hooks/messenger/demomessenger`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  });
  return answer.status;
}

test('a call that cannot be used is kept, shown without words of people, and can be tried again', async ({ page, product }) => {
  await signIn(page, product.agent('owner'));
  await page.goto('/channels/dead-letters');
  await expect(page.getByText('Every call was understood')).toBeVisible();

  const secret = 'nobody should read this';
  expect(await messengerCalls(product, secret)).toBe(200);

  await page.goto('/channels');
  await page.getByRole('link', { name: '1 call could not be used', exact: true }).click();
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Fern & Fig on Facebook' }) });
  await expect(row).toHaveCount(1);
  await row.getByText('What was sent, blacked out').click();
  await expect(row.getByText('is_echo')).toBeVisible();
  await expect(row.getByText(secret)).toHaveCount(0);

  await row.getByRole('button', { name: 'Try again' }).click();
  // Once as the reason it was kept for, and once as what came of trying.
  await expect(page.getByText(/does not tell who it is from/)).toHaveCount(2);
  await expect(row.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test('an agent does not see them', async ({ page, product }) => {
  await signIn(page, product.agent('agent'));
  await page.goto('/channels/dead-letters');
  await expect(page.getByRole('table')).toHaveCount(0);
});
