import { sendSignIn, signIn } from '../fixtures/agent';
import { expect, test } from '../fixtures/product';

test('a wrong password is told, and the e-mail need not be typed again', async ({ page, product }) => {
  const ann = product.agent('agent');

  await sendSignIn(page, { email: ann.email, password: `not ${ann.password}` });

  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue(ann.email);
  // Nothing was opened behind the message.
  await page.goto('/inbox');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('the right password leads to the inbox, and stays after a reload', async ({ page, product }) => {
  await signIn(page, product.agent('agent'));
  await expect(page.getByLabel('Password')).toHaveCount(0);

  await page.reload();

  await expect(page).toHaveURL(/\/inbox/);
});

test('signing out closes every door again', async ({ page, product }) => {
  await signIn(page, product.agent('agent'));

  await page.getByRole('button', { name: 'Sign out' }).click();

  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/inbox');
  await expect(page).toHaveURL(/\/sign-in/);
});
