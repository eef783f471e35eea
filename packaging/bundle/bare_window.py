"""The least PySide6 program with a window: nothing of ours is in it."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("応募ナビ"))
window.resize(1024, 640)
window.show()
sys.exit(application.exec())
