export { BoardCanvas, type BoardCanvasProps, type BoardNames } from './BoardCanvas.tsx'
