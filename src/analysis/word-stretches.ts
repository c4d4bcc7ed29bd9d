/** No word reaches across a line end, a full stop or a comma, so what stands between two of them in a folded text is cut in the same way by itself. */
export const WORD_STRETCH = /[^\n。,]+/g;
