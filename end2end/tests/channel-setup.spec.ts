import type { Page } from '@playwright/test';
import { agentReplies, inThread, openConversation, signIn } from '../fixtures/agent';
import { CUSTOMERS, Phone } from '../fixtures/customer';
import { expect, test } from '../fixtures/product';

/** What the demo's WhatsApp account at the simulator is set up with. */
const ACCOUNT = {
  'Phone number ID': '106540352242922',
  'WhatsApp Business account ID': '102290129340398',
  'Access token': 'demo-access-token',
  'App secret': 'demo-app-secret',
};

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
}

test('an admin adds, tests, pauses, resumes, edits and removes a WhatsApp inbox', async ({ page, product }) => {
  await signIn(page, product.agent('owner'));
  await page.goto('/channels');
  await page.getByRole('link', { name: /Fern & Fig on WhatsApp/ }).click();
  // Copying needs a page that is alive, and from here on nobody reloads.
  await expect(page.getByRole('button', { name: 'Copy' }).first()).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Channels' }).click();
  await page.getByRole('link', { name: /A number at Meta directly/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Add WhatsApp' })).toBeVisible();

  // Spaces are nothing, and the browser does not know that.
  await fill(page, { ...ACCOUNT, 'Name of the inbox': 'Second number', 'Phone number ID': '  ' });
  await page.getByRole('button', { name: 'Save and go on' }).click();
  const number = page.getByLabel('Phone number ID', { exact: true });
  await expect(number).toHaveAttribute('aria-invalid', 'true');
  await expect(number).toHaveAccessibleDescription(/phone number id/i);
  await expect(page.getByLabel('Name of the inbox')).toHaveValue('Second number');
  await expect(page.getByLabel('Access token')).toHaveValue(ACCOUNT['Access token']);
  await expect(page.getByLabel('App secret')).toHaveValue(ACCOUNT['App secret']);
  await number.fill(ACCOUNT['Phone number ID']);
  await page.getByRole('button', { name: 'Save and go on' }).click();

  await expect(page).toHaveURL(/\/channels\/\d+\?new=1/);
  await expect(page.getByText('Saved. What is left to do')).toBeVisible();
  await expect(page.getByLabel('Callback address')).toHaveValue(/\/hooks\/whatsapp\/\w+$/);
  await page.getByRole('link', { name: 'Test the connection' }).click();
  const connection = page.getByRole('region', { name: 'Connection' });
  await expect(connection.getByText(/can be used\./)).toBeVisible();
  await expect(connection.getByRole('img', { name: 'In order' }).first()).toBeVisible();

  // Secrets do not come back to the page.
  await page.goto(new URL(page.url()).pathname);
  await expect(page.getByLabel('Access token')).toHaveValue('');
  await expect(page.getByText(ACCOUNT['Access token'])).toHaveCount(0);

  await page.getByRole('button', { name: 'Pause sending' }).click();
  await expect(page.getByRole('heading', { name: 'Paused' })).toBeVisible();
  await page.getByRole('button', { name: 'Resume sending' }).click();
  await expect(page.getByRole('heading', { name: 'Pause', exact: true })).toBeVisible();

  await page.getByLabel('Name of the inbox').fill('Our second number');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Our second number' })).toBeVisible();

  await page.getByRole('link', { name: 'Remove channel…' }).click();
  const question = page.getByRole('dialog', { name: 'Remove Our second number?' });
  await question.getByRole('button', { name: 'Remove channel' }).click();
  await expect(page).toHaveURL(/\/channels$/);
  await expect(page.getByRole('link', { name: /Our second number/ })).toHaveCount(0);
});

test('a wrong token is told by the test of the connection, and nothing else breaks', async ({ page, product }) => {
  await signIn(page, product.agent('owner'));
  await page.goto('/channels/new/whatsapp');
  await fill(page, { ...ACCOUNT, 'Name of the inbox': 'Typo', 'Access token': 'demo-acess-token' });
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await page.getByRole('link', { name: 'Test the connection' }).click();
  const connection = page.getByRole('region', { name: 'Connection' });
  await expect(connection.getByRole('img', { name: 'Problem' }).first()).toBeVisible();
  await expect(connection.getByText(/token/i).first()).toBeVisible();
});

test('what is written while a channel is paused waits, and goes when it is resumed', async ({ context, page, product }) => {
  const ana = new Phone(product, CUSTOMERS.WhatsApp);
  await ana.writes('A question in the lunch break');
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'A question in the lunch break');
  const settings = await context.newPage();
  await settings.goto(`${product.url}/channels`);
  await settings.getByRole('link', { name: /Fern & Fig on WhatsApp/ }).click();
  await settings.getByRole('button', { name: 'Pause sending' }).click();

  await expect(page.getByText('This inbox is paused.')).toBeVisible();
  await agentReplies(page, 'An answer after it');
  await expect(inThread(page, 'An answer after it').getByTitle('Waiting to be sent')).toBeVisible();
  await ana.writes('It still comes in');
  await expect(inThread(page, 'It still comes in')).toBeVisible();
  expect(await ana.count('An answer after it')).toBe(0);

  await settings.getByRole('button', { name: 'Resume sending' }).click();
  await expect(inThread(page, 'An answer after it').getByTitle('Read', { exact: true })).toBeVisible();
  expect(await ana.count('An answer after it')).toBe(1);
});

test('an agent has no way to the channels', async ({ page, product }) => {
  await signIn(page, product.agent('agent'));
  await expect(page.getByRole('link', { name: 'Channels' })).toHaveCount(0);
  for (const path of ['/channels', '/channels/new/whatsapp', '/channels/1', '/channels/dead-letters']) {
    await page.goto(path);
    await expect(page.getByText('only owners and admins can'), path).toBeVisible();
    await expect(page.getByRole('textbox'), path).toHaveCount(0);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a channel is set up by plain forms, and what was entered comes back with what is wrong', async ({ page, product }) => {
    await signIn(page, product.agent('owner'));
    await page.goto('/channels/new/whatsapp');
    await fill(page, { ...ACCOUNT, 'Name of the inbox': 'Plain', 'Phone number ID': '  ' });
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await expect(page.getByLabel('Phone number ID')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel('Name of the inbox')).toHaveValue('Plain');
    await expect(page.getByLabel('WhatsApp Business account ID')).toHaveValue(ACCOUNT['WhatsApp Business account ID']);
    // What is secret does not go into the address of a page.
    expect(page.url()).not.toContain('demo-access-token');
    await fill(page, ACCOUNT);
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await expect(page.getByText('Saved. What is left to do')).toBeVisible();
    await page.getByRole('link', { name: 'Test the connection' }).click();
    await expect(page.getByText(/can be used\./)).toBeVisible();
  });

  test('why connecting failed is told beside the button', async ({ page, product }) => {
    await signIn(page, product.agent('owner'));
    await page.goto('/channels/new/whatsapp');
    await fill(page, { ...ACCOUNT, 'Name of the inbox': 'Plain typo', 'Access token': 'demo-acess-token' });
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page).toHaveURL(/new=1.*#connection$/);
    await expect(page.getByRole('region', { name: 'Connection' }).getByText(/token/i).first()).toBeVisible();
  });
});
