/** The mean of shares from 0 to 1, in percent with one place. */
export function percentOf(shares) {
	const sum = shares.reduce((total, share) => total + share, 0);
	return ((100 * sum) / shares.length).toFixed(1);
}
