/* Stand-in for a library of Windows 10 that Wine 8 has in part; for the Wine prefix only, never
 * shipped. Qt's window plugin asks it for the screen's colour profile, and Wine ends the program
 * at the function it lacks. "There is no profile" is an answer Qt takes: it then draws in sRGB. */
#include <windows.h>

#define NAME(name) __declspec(dllexport) WINAPI name

HANDLE NAME(OpenColorProfileW)(void *profile, DWORD access, DWORD sharing, DWORD creation)
{
    SetLastError(ERROR_FILE_NOT_FOUND);
    return NULL;
}

BOOL NAME(GetColorProfileFromHandle)(HANDLE profile, PBYTE bytes, PDWORD size)
{
    SetLastError(ERROR_INVALID_HANDLE);
    return FALSE;
}

HANDLE NAME(WcsCreateIccProfile)(HANDLE profile, DWORD options) { return NULL; }
BOOL NAME(CloseColorProfile)(HANDLE profile) { return TRUE; }

BOOL WINAPI DllMain(HINSTANCE library, DWORD reason, LPVOID reserved)
{
    return TRUE;
}
