import { openConversation, signIn } from '../fixtures/agent';
import { expect, test } from '../fixtures/product';
import { openChat, visitorWrites } from '../fixtures/visitor';

const HOSTILE = [
  '<script>document.title = "owned"</script>',
  '<img src=x onerror="document.title = \'owned\'">',
  'javascript:document.title="owned"',
  '[x](javascript:document.title="owned")',
  '</textarea><svg onload="document.title=\'owned\'">',
  'https://example.com/"onmouseover="document.title=\'owned\'"',
];

test('what a visitor writes is text and nothing else, on both sides', async ({ browser, page, product }) => {
  const reports: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') reports.push(message.text());
  });
  const visitor = await (await browser.newContext()).newPage();
  await openChat(visitor, product);
  for (const text of HOSTILE) {
    await visitorWrites(visitor, text);
  }
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'example.com');
  const thread = page.getByRole('log', { name: 'Messages' });
  for (const text of HOSTILE) {
    await expect(thread.getByText(text).first()).toBeVisible();
  }
  for (const href of await thread.getByRole('link').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))) {
    expect(href).toMatch(/^(https?:|mailto:)/);
  }
  await page.reload();
  await expect(page).not.toHaveTitle(/owned/);
  await expect(visitor).not.toHaveTitle(/owned/);
  expect(reports.filter((report) => report.includes('Content Security Policy'))).toEqual([]);
});
