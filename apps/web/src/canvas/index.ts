export { BoardCanvas, type BoardCanvasProps } from './BoardCanvas.tsx'
