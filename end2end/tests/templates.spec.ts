import { agentReplies, inThread, openConversation, signIn } from '../fixtures/agent';
import { CUSTOMERS, customerWrites, onPhone, openPhone, Phone } from '../fixtures/customer';
import { expect, test } from '../fixtures/product';

const THANDI = { line: CUSTOMERS.WhatsApp.line, id: '27825550103', name: 'Thandi Nkosi' };
const JONAS = { line: CUSTOMERS.WhatsApp.line, id: '4915550101002', name: 'Jonas Weber' };
/** More than the 24 hours in which a business may answer freely. */
const TOO_LONG_AGO = 25 * 60 * 60;

test('after a day only a template opens the talk again, with the values that were filled in', async ({ context, page, product }) => {
  const phone = await context.newPage();
  await openPhone(phone, product, THANDI);
  await phone.getByLabel('Written').selectOption({ label: '25 hours ago (too late for a free answer)' });
  await customerWrites(phone, 'Has my order left?');
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'Has my order left?');
  await expect(page.getByRole('status').getByText(/only templates can be sent/)).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeHidden();

  const templates = page.getByRole('region', { name: 'Templates' });
  await templates.getByRole('searchbox', { name: 'Find a template' }).fill('order');
  await expect(templates.locator('summary')).toHaveCount(1);
  await templates.getByText('Order update').click();
  // What the provider has as examples shows what is meant.
  await expect(templates.getByPlaceholder('e.g. Tuesday')).toBeVisible();
  await expect(templates.getByText('Hello Ana, your order is on its way and should reach you on Tuesday.')).toBeVisible();
  await templates.getByLabel('Heading').fill('2026-0482');
  await templates.getByLabel('Value 1').fill('Thandi');
  await templates.getByRole('button', { name: 'Send template' }).click();
  // The browser names the field that is missing, and nothing has left.
  await expect(templates.getByLabel('Value 2')).toBeFocused();
  await templates.getByLabel('Value 2').fill('Tuesday');
  await templates.getByLabel('End of the link “Track parcel”').fill('t-77');
  await expect(templates.getByText('Hello Thandi, your order is on its way and should reach you on Tuesday.')).toBeVisible();
  await templates.getByRole('button', { name: 'Send template' }).click();

  await expect(inThread(page, 'should reach you on Tuesday')).toHaveCount(1);
  const arrived = onPhone(phone, 'Hello Thandi, your order is on its way and should reach you on Tuesday.');
  await expect(arrived).toHaveCount(1);
  await expect(arrived.getByRole('heading')).toHaveText('Order 2026-0482');
  await arrived.getByRole('button', { name: 'Change address' }).click();

  // The customer has written again, so words will do.
  await expect(inThread(page, 'Change address').last()).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
  await agentReplies(page, 'Where shall it go?');
  await expect(onPhone(phone, 'Where shall it go?')).toHaveCount(1);
});

test('templates are found, opened and left by the keyboard alone', async ({ page, product }) => {
  await new Phone(product, THANDI).writes('Can you remind me?');
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'Can you remind me?');
  await page.getByRole('button', { name: 'Templates' }).click();
  const templates = page.getByRole('region', { name: 'Templates' });
  const search = templates.getByRole('searchbox', { name: 'Find a template' });
  await expect(search).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(templates.locator('summary').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(templates.locator('summary').nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(search).toBeFocused();

  await search.fill('continue');
  await expect(templates.locator('summary')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(templates.getByLabel('First name')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(templates.locator('summary')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeFocused();
});

test('a note can be written while only templates can be sent', async ({ page, product }) => {
  await new Phone(product, JONAS).does({ kind: 'text', text: 'Long ago', age_seconds: TOO_LONG_AGO });
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'Long ago');
  await page.getByText('Note', { exact: true }).first().click();
  await agentReplies(page, 'He moved to Leipzig');
  await expect(inThread(page, 'He moved to Leipzig')).toHaveCount(1);
  await page.getByText('Template', { exact: true }).first().click();
  await expect(page.getByRole('region', { name: 'Templates' })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a template is filled in and sent by a plain form', async ({ page, product }) => {
    const ana = new Phone(product, CUSTOMERS.WhatsApp);
    await ana.does({ kind: 'text', text: 'Do you remember me?', age_seconds: TOO_LONG_AGO });
    await signIn(page, product.agent('owner'));
    await page.goto('/inbox/all');
    await page.locator('a[data-row]', { hasText: 'Do you remember me?' }).click();

    const templates = page.getByRole('region', { name: 'Templates' });
    await templates.getByText('Ask to continue').click();
    await templates.getByLabel('First name').fill('Ana');
    await templates.getByLabel('Agent').fill('Olivia');
    await templates.getByLabel('Topic').fill('orchids');
    await templates.getByRole('button', { name: 'Send template' }).locator('visible=true').click();

    const words = 'Hello Ana, this is Olivia about your question on orchids. Shall we go on here?';
    await expect(inThread(page, words)).toHaveCount(1);
    await expect.poll(() => ana.count(words)).toBe(1);
  });
});
