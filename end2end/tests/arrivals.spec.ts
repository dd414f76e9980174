import { inThread, openConversation, signIn } from '../fixtures/agent';
import { CUSTOMERS, customerSends, openPhone, Phone } from '../fixtures/customer';
import { expect, test } from '../fixtures/product';

test('who comes through an advertisement is asked nothing twice: the agent sees which one it was', async ({ context, page, product }) => {
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  const phone = await context.newPage();
  for (const channel of ['Messenger', 'WhatsApp'] as const) {
    const words = `Is the offer still on, ${channel}?`;
    await phone.bringToFront();
    await openPhone(phone, product, CUSTOMERS[channel]);
    await phone.getByRole('textbox', { name: 'Message' }).fill(words);
    await customerSends(phone, 'Come through an advertisement');
    await page.bringToFront();
    await openConversation(page, words);
    await expect(inThread(page, words)).toBeVisible();
    await expect(page.getByText('came from Monstera week: 20 % off')).toBeVisible();
  }
});

test('an answer to a story arrives with its words and the way to the story', async ({ context, page, product }) => {
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  const phone = await context.newPage();
  await openPhone(phone, product, CUSTOMERS.Instagram);
  await phone.getByRole('textbox', { name: 'Message' }).fill('What a beauty');
  await customerSends(phone, 'Answer to a story');
  await page.bringToFront();
  await openConversation(page, 'What a beauty');
  const message = inThread(page, 'What a beauty');
  await expect(message).toHaveCount(1);
  await expect(message.getByRole('link').first()).toHaveAttribute('href', /\/cdn\//);
});

test('an album is one message with all its pictures', async ({ page, product }) => {
  const clara = new Phone(product, CUSTOMERS.Messenger);
  await clara.does({ kind: 'album', text: 'My windowsill' });
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'My windowsill');
  const album = inThread(page, 'My windowsill');
  await expect(album).toHaveCount(1);
  await expect(album.getByRole('img', { name: 'photo' })).toHaveCount(3);
});
