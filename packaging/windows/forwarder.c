/* python3.dll, the stable ABI that PySide6 is linked against: every name is forwarded to
 * python311.dll by the .def file that the build draws up from that library's exports.
 * A Python installed on Windows brings its own, and then this one is not built. */
#include <windows.h>

BOOL WINAPI DllMain(HINSTANCE library, DWORD reason, LPVOID reserved)
{
    return TRUE;
}
