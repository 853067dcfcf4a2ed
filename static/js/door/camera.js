/** Reads codes from the camera: by the browser's own detector, else by a decoder that is fetched. */
const EVERY_MS = 120;

const nativeReader = async () => {
  if (!("BarcodeDetector" in window)) return null;
  const formats = await window.BarcodeDetector.getSupportedFormats();
  if (!formats.includes("qr_code")) return null;
  const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
  return async (video) => (await detector.detect(video))[0]?.rawValue;
};

const ownReader = async (address) => {
  await import(address); // leaves window.jsQR
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, 640 / video.videoWidth);
    canvas.width = video.videoWidth * scale;
    canvas.height = video.videoHeight * scale;
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
    return window.jsQR(data, width, height, { inversionAttempts: "dontInvert" })?.data;
  };
};

/** Shows the camera in `video` and calls `found` with each code seen; throws where there is none. */
export const watch = async (video, decoder, found) => {
  const camera = { facingMode: "environment", width: { ideal: 1280 } };
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: camera });
  await video.play();
  const look = (await nativeReader()) ?? (await ownReader(decoder));
  const next = async () => {
    if (video.videoWidth && !document.hidden) {
      const code = await look(video).catch(() => null);
      if (code) found(code);
    }
    setTimeout(next, EVERY_MS);
  };
  next();
};
