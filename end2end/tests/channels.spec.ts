import { agentDoes, agentReplies, inThread, openConversation, signIn } from '../fixtures/agent';
import { CUSTOMERS, customerDoes, customerSends, customerWrites, onPhone, openPhone, Phone } from '../fixtures/customer';
import { expect, test } from '../fixtures/product';

// Telegram does not tell what became of a message.
const FATES = { WhatsApp: 'Read', Messenger: 'Read', Instagram: 'Read', Gupshup: 'Read', Telegram: 'Sent' } as const;

for (const channel of Object.keys(FATES) as (keyof typeof FATES)[]) {
  test(`a customer of ${channel} and an agent talk both ways, and neither reloads`, async ({ context, page, product }) => {
    const customer = CUSTOMERS[channel];
    await signIn(page, product.agent('owner'));
    await page.goto('/inbox/all');
    const phone = await context.newPage();
    await openPhone(phone, product, customer);

    await customerWrites(phone, `Hello from ${channel}`);
    await page.bringToFront();
    await openConversation(page, `Hello from ${channel}`);
    await agentReplies(page, `Welcome on ${channel}`);

    await expect(onPhone(phone, `Welcome on ${channel}`)).toHaveCount(1);
    await expect(inThread(page, `Welcome on ${channel}`).getByTitle(FATES[channel], { exact: true })).toBeVisible();
    await expect(inThread(page, `Welcome on ${channel}`)).toHaveCount(1);
  });
}

test('ticks follow the phone: away, there, and read', async ({ page, product }) => {
  const ana = new Phone(product, CUSTOMERS.WhatsApp);
  await ana.writes('Are you there?');
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'Are you there?');
  await ana.readsAtOnce(false);
  const mark = (words: string) => inThread(page, 'We are').getByTitle(words, { exact: true });

  await ana.set({ phone_on: false });
  await agentReplies(page, 'We are');
  await expect(mark('Sent')).toBeVisible();
  await ana.set({ phone_on: true });
  await expect(mark('Delivered')).toBeVisible();
  await ana.opens();
  await expect(mark('Read')).toBeVisible();
  await ana.readsAtOnce(true);
});

test('voice note, picture, place, reaction, edit and deletion arrive in the open thread', async ({ context, page, product }) => {
  const phone = await context.newPage();
  await openPhone(phone, product, CUSTOMERS.WhatsApp);
  await customerWrites(phone, 'Look at my plant');
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'Look at my plant');
  const thread = page.getByRole('log', { name: 'Messages' });
  await phone.bringToFront();

  await customerSends(phone, 'Voice note');
  const player = thread.locator('audio');
  await expect(player).toBeVisible();
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeGreaterThan(0);

  await customerSends(phone, 'Photo');
  const picture = thread.getByRole('img', { name: 'photo' });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

  await customerSends(phone, 'Place');
  await expect(thread.getByRole('link', { name: 'Alexanderplatz' })).toHaveAttribute('href', /^https:\/\/www\.openstreetmap\.org\//);

  await agentReplies(page, 'It wants more light');
  await expect(onPhone(phone, 'It wants more light')).toBeVisible();
  await customerDoes(phone, 'It wants more light', 'React with ❤️');
  await expect(inThread(page, 'It wants more light').getByText('❤️')).toBeVisible();

  await customerWrites(phone, 'Thank yuo');
  await expect(inThread(page, 'Thank yuo')).toBeVisible();
  await customerDoes(phone, 'Thank yuo', 'Change the words');
  await customerWrites(phone, 'Thank you');
  await expect(inThread(page, 'Thank you').getByText('edited')).toBeVisible();
  await expect(inThread(page, 'Thank yuo')).toHaveCount(0);

  await customerWrites(phone, 'Forget this');
  await expect(inThread(page, 'Forget this')).toBeVisible();
  await customerDoes(phone, 'Forget this', 'Take it back');
  await expect(thread.getByText('This message was deleted.')).toBeVisible();
  await expect(inThread(page, 'Forget this')).toHaveCount(0);
});

test('the agent quotes a message and puts an emoji on it, and the phone shows both', async ({ context, page, product }) => {
  const phone = await context.newPage();
  await openPhone(phone, product, CUSTOMERS.WhatsApp);
  await customerWrites(phone, 'Is the olive tree still there?');
  await customerWrites(phone, 'And the fig?');
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'And the fig?');

  await agentDoes(page, 'Is the olive tree still there?', 'Reply to this');
  await expect(page.getByRole('group', { name: 'Quoted' })).toContainText('Is the olive tree still there?');
  await agentReplies(page, 'The olive is, the fig is not');
  await expect(inThread(page, 'The olive is').getByRole('link', { name: 'Is the olive tree still there?' })).toBeVisible();

  await agentDoes(page, 'And the fig?', 'React');
  await page.getByRole('button', { name: 'Crying' }).click();
  await expect(inThread(page, 'And the fig?').getByText('😢')).toBeVisible();

  await expect(onPhone(phone, 'The olive is, the fig is not').locator('.quote')).toContainText('Is the olive tree still there?');
  await expect(onPhone(phone, 'And the fig?').locator('.reaction')).toHaveText('😢');
});

test('what the provider refuses says why in plain words, and goes once the trouble is over', async ({ page, product }) => {
  const ana = new Phone(product, CUSTOMERS.WhatsApp);
  await ana.writes('Did my parcel leave?');
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'Did my parcel leave?');

  await ana.trouble({ kind: 'error', code: 131026, times: 1 });
  await agentReplies(page, 'It left this morning');
  const message = inThread(page, 'It left this morning');
  await expect(message.getByText(/^Not sent: /)).toBeVisible();
  expect(await ana.count('It left this morning')).toBe(0);

  await message.getByRole('button', { name: 'Send again' }).click();
  await expect(message.getByTitle('Read', { exact: true })).toBeVisible();
  await expect(message).toHaveCount(1);
  expect(await ana.count('It left this morning')).toBe(1);
});

test('a message whose answer was lost is perhaps sent until its status comes, and is never sent twice by itself', async ({
  page,
  product,
}) => {
  const ana = new Phone(product, CUSTOMERS.WhatsApp);
  await ana.writes('When are you open?');
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'When are you open?');
  const message = inThread(page, 'From nine to six');

  // The phone is away, so that the status comes when the test wants it.
  await ana.set({ phone_on: false });
  await ana.trouble({ kind: 'no_statuses', times: 1 });
  await ana.trouble({ kind: 'lost_answer', times: 1 });
  await agentReplies(page, 'From nine to six');
  await expect(message.getByText(/^Perhaps sent/)).toBeVisible();
  await message.getByText('Send again…').click();
  await expect(message.getByText(/may give it to the customer twice/)).toBeVisible();

  await ana.trouble({ kind: 'lost_answer', times: 1 });
  await agentReplies(page, 'On Saturdays until two');
  const second = inThread(page, 'On Saturdays until two');
  await expect(second.getByTitle('Sent', { exact: true })).toBeVisible();
  await ana.set({ phone_on: true });
  await expect(second.getByTitle('Read', { exact: true })).toBeVisible();
  await expect(second.getByText('Send again')).toHaveCount(0);
  expect([await ana.count('From nine to six'), await ana.count('On Saturdays until two')]).toEqual([1, 1]);
});

test('“Why?” tells the way of a message, step by step', async ({ page, product }) => {
  await new Phone(product, CUSTOMERS.WhatsApp).writes('Where does this come from?');
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'Where does this come from?');
  await agentDoes(page, 'Where does this come from?', 'Why? What happened on the way');
  const dialog = page.getByRole('dialog', { name: 'What happened to this message' });
  await expect(dialog.getByRole('listitem')).toHaveCount(3);
  await dialog.getByText('Show the call it came by').click();
  await expect(dialog.getByLabel('The call')).toContainText('whatsapp_business_account');
  await expect(dialog.getByLabel('The call')).not.toContainText('Where does this come from?');
});

test('a product that is killed in the middle of a WhatsApp talk has everything once when it is back, on both sides', async ({
  context,
  page,
  product,
}) => {
  const ana = new Phone(product, CUSTOMERS.WhatsApp);
  await ana.writes('Before it fell');
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'Before it fell');
  await agentReplies(page, 'Answered before');
  await expect(inThread(page, 'Answered before').getByTitle('Read', { exact: true })).toBeVisible();

  // The provider has this one, and its answer never reaches the product.
  await ana.trouble({ kind: 'slow', after_ms: 60_000, times: 1 });
  await agentReplies(page, 'Answered in the middle');
  await expect.poll(() => ana.count('Answered in the middle')).toBe(1);
  await ana.writes('While it fell');
  await product.kill();
  await product.restart();

  await expect(inThread(page, 'While it fell')).toBeVisible({ timeout: 30_000 });
  const middle = inThread(page, 'Answered in the middle');
  await expect(middle.getByTitle('Read', { exact: true })).toBeVisible({ timeout: 30_000 });
  await agentReplies(page, 'Answered after');
  await expect(inThread(page, 'Answered after').getByTitle('Read', { exact: true })).toBeVisible({ timeout: 30_000 });
  await page.reload();
  const phone = await context.newPage();
  await openPhone(phone, product, CUSTOMERS.WhatsApp);
  for (const text of ['Before it fell', 'Answered before', 'Answered in the middle', 'While it fell', 'Answered after']) {
    await expect(inThread(page, text), text).toHaveCount(1);
    await expect(onPhone(phone, text), text).toHaveCount(1);
  }
});
