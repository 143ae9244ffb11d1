/** What hands do in the portal's forms, by the `data-testid` of a field. */

/** The elements of a test id. */
export const at = (page, testid) => page.getByTestId(testid);

/** Types into a field and leaves it, as Tab does. */
export const type = async (page, testid, text, nth = 0) => {
  const field = at(page, testid).nth(nth);
  await field.fill(text);
  await field.blur();
};

/** Types several fields: `{ testid: text }`. */
export const typeAll = async (page, fields) => {
  for (const [testid, text] of Object.entries(fields)) await type(page, testid, text);
};

/** Opens a select, types what is wanted, and takes the first option that has it. */
export const pick = async (page, testid, wanted, nth = 0) => {
  const field = at(page, testid).nth(nth);
  await field.locator('input').first().fill(wanted);
  await page.getByTestId(`${testid}-option`).filter({ hasText: wanted, visible: true }).first().click();
};

/** Presses a button that asks once, and says yes. */
export const confirm = async (page, testid) => {
  await at(page, testid).click();
  await page.locator('.el-popconfirm__action:visible .el-button').last().click();
};

/** A keyboard scanner: its characters, then Enter. */
export const scan = async (page, code) => {
  await at(page, 'scan-input').fill(code);
  await page.keyboard.press('Enter');
};

/** Pastes text into the scan field, as from a list in another window. */
export const paste = async (page, text) => {
  await at(page, 'scan-input').evaluate((input, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', pasted);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
};
