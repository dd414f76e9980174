import { agentReplies, inThread, openConversation, signIn } from '../fixtures/agent';
import { CUSTOMERS, customerMails, customerSends, mailThread, openPhone, Phone } from '../fixtures/customer';
import { expect, test } from '../fixtures/product';

test('a mail is answered, the answer arrives in its thread, and the reply to that goes on with the conversation', async ({
  context,
  page,
  product,
}) => {
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  const phone = await context.newPage();
  await openPhone(phone, product, CUSTOMERS['E-mail']);

  await customerSends(phone, 'Photo');
  await customerMails(phone, { subject: 'My fig tree', text: 'It loses its leaves, one every other day.' });
  await page.bringToFront();
  await openConversation(page, 'My fig tree');
  const question = inThread(page, 'It loses its leaves');
  await expect(question.getByText('My fig tree')).toBeVisible();
  await expect(question.getByRole('img', { name: 'photo' })).toBeVisible();
  const conversation = page.url();

  await agentReplies(page, 'Give it more light and less water.');
  await expect(inThread(page, 'Give it more light').getByTitle('Sent', { exact: true })).toBeVisible();
  const thread = mailThread(phone, 'My fig tree');
  await expect(thread.getByText('Give it more light and less water.')).toBeVisible();
  await expect(thread.getByRole('article')).toHaveCount(2);

  await phone.bringToFront();
  await thread.getByRole('button', { name: 'Reply', exact: true }).click();
  await customerMails(phone, { text: 'It looks better already, thank you!' });
  await expect(thread.getByRole('article')).toHaveCount(3);
  await page.bringToFront();
  const reply = inThread(page, 'It looks better already');
  await expect(reply).toBeVisible();
  // What it quotes is there, but does not stand in the way.
  await expect(reply.getByText('> Give it more light and less water.')).toBeHidden();
  await reply.getByText('•••').click();
  await expect(reply.getByText('> Give it more light and less water.')).toBeVisible();
  expect(page.url()).toBe(conversation);
  await expect(page.locator('a[data-row]', { hasText: 'My fig tree' })).toHaveCount(1);

  await phone.bringToFront();
  await customerMails(phone, { subject: 'Opening hours', text: 'Are you open on Sunday?' });
  await page.bringToFront();
  await expect(page.locator('a[data-row]', { hasText: 'Opening hours' })).toBeVisible();
  await expect(inThread(page, 'Are you open on Sunday?')).toHaveCount(0);
});

test('a mail that comes back and one that is refused say why, and the refused one goes when it is sent again', async ({
  page,
  product,
}) => {
  const greta = new Phone(product, CUSTOMERS['E-mail']);
  await greta.does({ kind: 'text', subject: 'A gift card', text: 'Do you have gift cards?' });
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'A gift card');

  await agentReplies(page, 'From 20 € on.');
  const first = inThread(page, 'From 20 € on.');
  await expect(first.getByTitle('Sent', { exact: true })).toBeVisible();
  const sent = (await greta.messages()).find((message) => message.text === 'From 20 € on.');
  expect(sent?.subject).toBe('Re: A gift card');
  await greta.does({ kind: 'bounce', message: sent?.id, code: 522 });
  await expect(first.getByText(/^Not sent: .*full/)).toBeVisible();

  await greta.trouble({ kind: 'error', code: 550, times: 1 });
  await agentReplies(page, 'Shall I make one?');
  const second = inThread(page, 'Shall I make one?');
  await expect(second.getByText(/^Not sent: .*No such user here/)).toBeVisible();
  expect(await greta.count('Shall I make one?')).toBe(0);
  await second.getByRole('button', { name: 'Send again' }).click();
  await expect(second.getByTitle('Sent', { exact: true })).toBeVisible();
  expect(await greta.count('Shall I make one?')).toBe(1);
});
