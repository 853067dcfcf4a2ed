/** Folds a name as the server does, by the tables that came with the list: any script finds any. */
export const folder = ({ letters, pairs }) => (text) => {
  const plain = [...text.normalize("NFKC").replaceAll("İ", "i").toLowerCase()]
    .map((letter) => letters[letter] ?? letter)
    .join("")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
  const coarse = pairs.reduce((word, [wide, narrow]) => word.replaceAll(wide, narrow), plain);
  return (coarse.match(/[\p{L}\p{N}_]+/gu) ?? []).join(" ");
};
